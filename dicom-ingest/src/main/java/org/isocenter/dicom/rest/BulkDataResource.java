package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.mediatype.AcceptedForm;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.mediatype.PixelMediaType;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.retrieve.ByteRange;
import org.isocenter.dicom.retrieve.Retrieval;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.study.InstanceRecord;
import org.jspecify.annotations.Nullable;

/** Long values that metadata points to (PS3.18 10.4.1.1.5), as plain bytes or a range of them; encapsulated pixel data comes frame by frame. */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class BulkDataResource {
    private static final String OCTETS = PixelMediaType.OCTETS.mediaType();

    private final Retrieval retrieval;
    private final Access access;

    BulkDataResource(Retrieval retrieval, Access access) {
        this.retrieval = retrieval;
        this.access = access;
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}/bulkdata/{tag}")
    public Response bulkData(
            String project,
            String study,
            String series,
            String instance,
            String tag,
            @Context UriInfo request,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        InstanceRecord found = retrieval.instance(access.project(project), study, series, instance);
        DicomObject object = retrieval.read(found);
        List<AcceptedForm> forms = AcceptedForm.of(Accepted.of(request, accept), OCTETS);
        Element element = Optional.of(tag)
                .filter(word -> word.matches("[0-9A-Fa-f]{8}"))
                .flatMap(word -> object.dataset().element(Integer.parseUnsignedInt(word, 16)))
                .filter(each -> !each.isEmpty() && each.vr() != Vr.SQ)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND, "Expected the tag of a value that the object has at its top level."));
        if (element.value() instanceof Fragments) {
            List<Integer> all = IntStream.range(0, found.frames()).boxed().toList();
            return FrameAnswer.of(
                    object, all, forms, DicomwebUrl.instance(DicomwebUrl.service(request, project), found));
        }
        return octets(((Bytes) element.value()).octets(), forms, Optional.ofNullable(range), request);
    }

    private static Response octets(Octets value, List<AcceptedForm> forms, Optional<String> wanted, UriInfo request) {
        boolean multipart = forms.stream()
                .filter(each -> each.covers(OCTETS))
                .findFirst()
                .orElseThrow(
                        () -> new PlatformException(
                                ErrorCode.NOT_ACCEPTABLE,
                                "Expected an Accept of application/octet-stream, as the whole answer or as the type of its parts."))
                .multipart();
        Optional<ByteRange> range = wanted.flatMap(header -> ByteRange.of(header, value.length()));
        if (!multipart) {
            return PlainAnswer.of(OCTETS, value.length(), value::copyTo, range, value);
        }
        Body body = range.map(part -> PlainAnswer.part(value, part)).orElse(value::copyTo);
        Response.ResponseBuilder answer = MultipartAnswer.of(
                OCTETS,
                out -> out.part(body, "Content-Type: " + OCTETS, "Content-Location: " + request.getAbsolutePath()));
        range.ifPresent(part -> answer.status(206).header("Content-Range", part.contentRange()));
        return answer.build();
    }
}
