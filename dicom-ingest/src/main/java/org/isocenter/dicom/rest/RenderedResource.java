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
import java.util.stream.IntStream;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.retrieve.FrameNumbers;
import org.isocenter.dicom.retrieve.Retrieval;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.study.InstanceRecord;

/**
 * Rendered resources and thumbnails of WADO-RS (PS3.18 10.4.1.1.3, 10.4.1.1.4). One picture is asked for by its media type and stands for the whole: the
 * instance in the middle of a study or series, the representative frame of an instance. All pictures are asked for as {@code multipart/related}.
 */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class RenderedResource {
    private final Retrieval retrieval;
    private final Pictures pictures;
    private final Access access;

    RenderedResource(Retrieval retrieval, Pictures pictures, Access access) {
        this.retrieval = retrieval;
        this.pictures = pictures;
        this.access = access;
    }

    @GET
    @Path("studies/{study}/rendered")
    public Response study(
            String project,
            String study,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return rendered(request, accept, project, study);
    }

    @GET
    @Path("studies/{study}/series/{series}/rendered")
    public Response series(
            String project,
            String study,
            String series,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return rendered(request, accept, project, study, series);
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}/rendered")
    public Response instance(
            String project,
            String study,
            String series,
            String instance,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return rendered(request, accept, project, study, series, instance);
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}/frames/{frames}/rendered")
    public Response frames(
            String project,
            String study,
            String series,
            String instance,
            String frames,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        InstanceRecord found = retrieval.instance(access.project(project), study, series, instance);
        List<Integer> numbers = FrameNumbers.parse(frames, found.frames());
        PictureRequest wanted = PictureRequest.rendered(request, accept);
        return numbers.size() == 1 && wanted.single().isPresent()
                ? pictures.one(found, numbers.get(0), wanted)
                : pictures.all(List.of(found), each -> numbers, wanted);
    }

    @GET
    @Path("studies/{study}/thumbnail")
    public Response thumbnailOfStudy(
            String project,
            String study,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return thumbnail(request, accept, project, study);
    }

    @GET
    @Path("studies/{study}/series/{series}/thumbnail")
    public Response thumbnailOfSeries(
            String project,
            String study,
            String series,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return thumbnail(request, accept, project, study, series);
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}/thumbnail")
    public Response thumbnailOfInstance(
            String project,
            String study,
            String series,
            String instance,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return thumbnail(request, accept, project, study, series, instance);
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}/frames/{frames}/thumbnail")
    public Response thumbnailOfFrames(
            String project,
            String study,
            String series,
            String instance,
            String frames,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        InstanceRecord found = retrieval.instance(access.project(project), study, series, instance);
        int first = FrameNumbers.parse(frames, found.frames()).get(0);
        return pictures.one(found, first, PictureRequest.thumbnail(request, accept));
    }

    private Response rendered(UriInfo request, String accept, String name, String... path) {
        Project project = access.project(name);
        PictureRequest wanted = PictureRequest.rendered(request, accept);
        return wanted.single().isPresent()
                ? pictures.representative(retrieval.representative(project, path), wanted)
                : pictures.all(
                        retrieval.instances(project, path),
                        each -> IntStream.range(0, each.frames()).boxed().toList(),
                        wanted);
    }

    private Response thumbnail(UriInfo request, String accept, String name, String... path) {
        InstanceRecord found = retrieval.representative(access.project(name), path);
        return pictures.representative(found, PictureRequest.thumbnail(request, accept));
    }
}
