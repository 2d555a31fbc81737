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
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.isocenter.dicom.capability.Capabilities;
import org.isocenter.dicom.capability.Resource;
import org.isocenter.dicom.capability.WadlWriter;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.rest.Access;

/** What the service can do (PS3.18 8.9), for OPTIONS on its base and, where a proxy keeps that to itself, for GET. */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class CapabilitiesResource {
    private static final String WADL = "application/vnd.sun.wadl+xml";
    private static final String JSON = "application/json";

    private final Access access;

    CapabilitiesResource(Access access) {
        this.access = access;
    }

    /**
     * The same as WADL says.
     *
     * @param base address that the paths are relative to
     */
    public record View(String base, List<Resource> resources) {}

    @OPTIONS
    public Response options(
            String project,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return Response.fromResponse(show(project, request, accept))
                .header("Allow", "OPTIONS")
                .build();
    }

    @GET
    @Path("capabilities")
    public Response show(
            String project,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        String base = DicomwebUrl.service(request, access.project(project).name());
        String type = Accepted.of(request, accept)
                .single(List.of(WADL, JSON, "application/xml"))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_ACCEPTABLE, "Expected an Accept of %s or %s.".formatted(WADL, JSON)));
        Object body = type.equals(JSON)
                ? new View(base, Capabilities.resources())
                : WadlWriter.write(base, Capabilities.resources());
        return Response.ok(body).header("Content-Type", type).build();
    }
}
