package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.dicom.quarantine.Held;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.jspecify.annotations.Nullable;

/** What waits in quarantine, as far as it may be shown; a data steward requeues, releases or discards it. */
@Path("/api/v1")
@RolesAllowed(DATA_STEWARD_NAME)
public class QuarantineResource {
    private final IngestRunner runner;
    private final Access access;

    QuarantineResource(IngestRunner runner, Access access) {
        this.runner = runner;
        this.access = access;
    }

    /** An entry as it is shown, with the kind and shape of its image and nothing of its patient. */
    public record HeldView(String id, String code, String reason, Instant since, Map<String, String> headers) {
        static HeldView of(Held held) {
            return new HeldView(held.id().toString(), held.code().id(), held.reason(), held.since(), held.headers());
        }
    }

    /** How a requeued object ended. */
    public record Requeued(String fate) {}

    @GET
    @Path("projects/{project}/quarantine")
    public List<HeldView> list(String project) {
        Project owner = access.project(project);
        return runner.held(owner.id()).stream().map(HeldView::of).toList();
    }

    @POST
    @Path("projects/{project}/quarantine/{id}/requeue")
    public Requeued requeue(String project, UUID id) {
        Project owner = access.project(project);
        Held held = access.row(runner.held(owner.id(), id), Held::project);
        return new Requeued(runner.requeue(owner, held).fate().name());
    }

    /** One frame, counted from 1, whole and without a window, with a red line around what was taken for text. */
    @GET
    @Path("projects/{project}/quarantine/{id}/preview")
    @Produces("image/png")
    public Response preview(String project, UUID id, @QueryParam("frame") @DefaultValue("1") int frame) {
        Project owner = access.project(project);
        Held held = access.row(runner.held(owner.id(), id), Held::project);
        return Response.ok(runner.preview(held, frame))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Puts an object through that was held for its pixels, by the decision of the person who looked at them. */
    @POST
    @Path("projects/{project}/quarantine/{id}/release")
    public Requeued release(String project, UUID id, @Nullable ReleaseRequest decision) {
        Project owner = access.project(project);
        Held held = access.row(runner.held(owner.id(), id), Held::project);
        PixelReview review =
                Optional.ofNullable(decision).map(ReleaseRequest::review).orElseThrow(ReleaseRequest::malformed);
        return new Requeued(runner.release(owner, held, review).fate().name());
    }

    @DELETE
    @Path("projects/{project}/quarantine/{id}")
    public void discard(String project, UUID id) {
        Project owner = access.project(project);
        runner.discard(access.row(runner.held(owner.id(), id), Held::project));
    }
}
