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
import java.util.Iterator;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.retrieve.Metadata;
import org.isocenter.dicom.retrieve.Retrieval;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.study.InstanceRecord;

/** Metadata of WADO-RS (PS3.18 10.4.1.1.2): of a study, a series or an instance. */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class MetadataResource {
    private final Retrieval retrieval;
    private final Access access;

    MetadataResource(Retrieval retrieval, Access access) {
        this.retrieval = retrieval;
        this.access = access;
    }

    @GET
    @Path("studies/{study}/metadata")
    public Response study(
            String project,
            String study,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return metadata(request, accept, project, study);
    }

    @GET
    @Path("studies/{study}/series/{series}/metadata")
    public Response series(
            String project,
            String study,
            String series,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return metadata(request, accept, project, study, series);
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}/metadata")
    public Response instance(
            String project,
            String study,
            String series,
            String instance,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return metadata(request, accept, project, study, series, instance);
    }

    private Response metadata(UriInfo request, String accept, String project, String... path) {
        Iterator<InstanceRecord> instances =
                retrieval.instances(access.project(project), path).iterator();
        String service = DicomwebUrl.service(request, project);
        return DatasetAnswer.of(
                        Accepted.of(request, accept),
                        () -> instances,
                        instance -> Metadata.of(retrieval.head(instance), DicomwebUrl.instance(service, instance)))
                .build();
    }
}
