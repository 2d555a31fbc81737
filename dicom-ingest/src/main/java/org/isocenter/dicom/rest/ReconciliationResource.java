package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.ADMIN_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.isocenter.dicom.reconcile.Finding;
import org.isocenter.dicom.reconcile.Reconciliation;
import org.isocenter.dicom.service.Reconciliations;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.jspecify.annotations.Nullable;

/** Database, store, spool and quarantine compared: at once, or as it was found last. */
@Path("/api/v1")
@RolesAllowed(ADMIN_NAME)
public class ReconciliationResource {
    private final Reconciliations reconciliations;

    ReconciliationResource(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    /** One thing that does not fit, as it is shown. */
    public record FindingView(Finding.Kind kind, @Nullable UUID project, String name, boolean repaired) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.kind(),
                    finding.project().map(ProjectId::value).orElse(null),
                    finding.name(),
                    finding.repaired());
        }
    }

    /** What one comparison found, and how much was too young to be judged. */
    public record ReconciliationView(Instant startedAt, Instant endedAt, long young, List<FindingView> findings) {
        static ReconciliationView of(Reconciliation done) {
            return new ReconciliationView(
                    done.startedAt(),
                    done.endedAt(),
                    done.young(),
                    done.findings().stream().map(FindingView::of).toList());
        }
    }

    /**
     * Compares, repairs what is safe, and says what was found.
     *
     * @param all whether to delete unnamed objects also where there are more than crashes leave
     */
    @POST
    @Path("reconciliation")
    public ReconciliationView run(@QueryParam("all") boolean all) {
        return ReconciliationView.of(reconciliations.run(all));
    }

    /** What the last comparison of this process found. */
    @GET
    @Path("reconciliation")
    public ReconciliationView last() {
        return reconciliations
                .last()
                .map(ReconciliationView::of)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND, "nothing was compared since this process started; ask for it with POST"));
    }
}
