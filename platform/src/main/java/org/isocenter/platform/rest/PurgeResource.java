package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADMIN_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.purge.LessenedVersion;
import org.isocenter.platform.purge.PurgeReport;
import org.isocenter.platform.purge.Purges;
import org.isocenter.platform.purge.Seen;
import org.isocenter.platform.study.Pseudonym;
import org.jspecify.annotations.Nullable;

/** Deletes projects and patients for good, after a look at what would go, and only by name. */
@Authenticated
@Path("/api/v1")
public class PurgeResource {
    private final Purges purges;
    private final Access access;

    PurgeResource(Purges purges, Access access) {
        this.purges = purges;
        this.access = access;
    }

    /** What went, or would go, and who has seen it. */
    public record PurgeView(
            String project,
            @Nullable String patient,
            boolean dryRun,
            Map<String, Long> removed,
            List<LessenedVersion> cohortVersions,
            List<Seen> encoders,
            List<Seen> heads) {
        static PurgeView of(PurgeReport report, boolean dryRun) {
            return new PurgeView(
                    report.project(),
                    report.patient().orElse(null),
                    dryRun,
                    report.removed(),
                    report.cohortVersions(),
                    report.encoders(),
                    report.heads());
        }
    }

    /**
     * Deletes a project with everything in it.
     *
     * @param confirm the project's name again
     * @param dryRun whether only to say what would go
     */
    @DELETE
    @Path("projects/{project}")
    @RolesAllowed({ADMIN_NAME, DATA_STEWARD_NAME})
    public PurgeView deleteProject(
            String project, @QueryParam("confirm") @Nullable String confirm, @QueryParam("dryRun") boolean dryRun) {
        Project owner = access.projectForAdministration(project);
        if (dryRun) {
            return PurgeView.of(purges.plan(owner), true);
        }
        requireSame(owner.name(), confirm);
        return PurgeView.of(purges.purge(owner), false);
    }

    /**
     * Deletes all that a project holds of a patient, and who the pseudonym stands for.
     *
     * @param patient the pseudonym
     * @param confirm the pseudonym again
     * @param dryRun whether only to say what would go
     */
    @DELETE
    @Path("projects/{project}/patients/{patient}")
    @RolesAllowed(DATA_STEWARD_NAME)
    public PurgeView deletePatient(
            String project,
            String patient,
            @QueryParam("confirm") @Nullable String confirm,
            @QueryParam("dryRun") boolean dryRun) {
        Project owner = access.project(project);
        Pseudonym pseudonym = new Pseudonym(patient);
        if (dryRun) {
            return PurgeView.of(purges.plan(owner, pseudonym), true);
        }
        requireSame(patient, confirm);
        return PurgeView.of(purges.purge(owner, pseudonym), false);
    }

    private static void requireSame(String name, @Nullable String confirm) {
        if (!name.equals(confirm)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected confirm=%s, because what is deleted does not come back; look first with dryRun=true."
                            .formatted(name));
        }
    }
}
