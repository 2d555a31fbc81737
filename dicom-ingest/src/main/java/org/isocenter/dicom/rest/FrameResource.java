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
import org.isocenter.dicom.mediatype.AcceptedForm;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.mediatype.PixelMediaType;
import org.isocenter.dicom.retrieve.FrameNumbers;
import org.isocenter.dicom.retrieve.Retrieval;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.study.InstanceRecord;

/** Frames of an instance (PS3.18 10.4.1.1.6), as they are stored, decoded or encoded anew. */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class FrameResource {
    private final Retrieval retrieval;
    private final Access access;

    FrameResource(Retrieval retrieval, Access access) {
        this.retrieval = retrieval;
        this.access = access;
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}/frames/{frames}")
    public Response frames(
            String project,
            String study,
            String series,
            String instance,
            String frames,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        InstanceRecord found = retrieval.instance(access.project(project), study, series, instance);
        return FrameAnswer.of(
                retrieval.read(found),
                FrameNumbers.parse(frames, found.frames()),
                AcceptedForm.of(Accepted.of(request, accept), PixelMediaType.OCTETS.mediaType()),
                DicomwebUrl.instance(DicomwebUrl.service(request, project), found));
    }
}
