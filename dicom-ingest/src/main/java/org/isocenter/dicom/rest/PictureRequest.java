package org.isocenter.dicom.rest;

import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.mediatype.Accept;
import org.isocenter.dicom.render.PictureFormat;
import org.isocenter.dicom.render.Rendering;

/**
 * What a request for pictures asks and accepts.
 *
 * @param rendering how they are to look
 * @param accept media types
 */
record PictureRequest(Rendering rendering, Accept accept) {
    private static final List<String> TYPES =
            Arrays.stream(PictureFormat.values()).map(PictureFormat::mediaType).toList();

    static PictureRequest rendered(UriInfo request, String header) {
        return new PictureRequest(Rendering.of(request.getQueryParameters()), Accepted.of(request, header));
    }

    static PictureRequest thumbnail(UriInfo request, String header) {
        return new PictureRequest(Rendering.ofThumbnail(request.getQueryParameters()), Accepted.of(request, header));
    }

    /** The format of an answer that is one picture. */
    Optional<PictureFormat> single() {
        return accept.single(TYPES).map(PictureRequest::format);
    }

    /** The format of the parts of an answer. */
    Optional<PictureFormat> parts() {
        return accept.parts(TYPES).map(PictureRequest::format);
    }

    private static PictureFormat format(String mediaType) {
        return Arrays.stream(PictureFormat.values())
                .filter(each -> each.mediaType().equals(mediaType))
                .findFirst()
                .orElseThrow();
    }
}
