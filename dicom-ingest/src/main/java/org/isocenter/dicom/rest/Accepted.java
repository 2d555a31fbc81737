package org.isocenter.dicom.rest;

import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.isocenter.dicom.mediatype.Accept;

/** What a request accepts, by its header or by its query parameter. */
final class Accepted {
    private Accepted() {}

    static Accept of(UriInfo request, String header) {
        return Accept.of(
                header, Optional.ofNullable(request.getQueryParameters().getFirst("accept")));
    }
}
