package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.dicom.quarantine.Held;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;

/** What waits in quarantine, as far as it may be shown; a data steward requeues or discards it. */
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

    @DELETE
    @Path("projects/{project}/quarantine/{id}")
    public void discard(String project, UUID id) {
        Project owner = access.project(project);
        runner.discard(access.row(runner.held(owner.id(), id), Held::project));
    }
}
