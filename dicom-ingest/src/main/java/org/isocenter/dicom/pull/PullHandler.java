package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.isocenter.dicom.pull.NamedArchives.Named;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.pacs.PullLedger;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;

/** Does PULL jobs. */
@ApplicationScoped
public class PullHandler implements JobHandler {
    private final NamedArchives archives;
    private final ArchiveConnections connections;
    private final PullIntake intake;
    private final PullLedger ledger;

    PullHandler(NamedArchives archives, ArchiveConnections connections, PullIntake intake, PullLedger ledger) {
        this.archives = archives;
        this.connections = connections;
        this.intake = intake;
        this.ledger = ledger;
    }

    @Override
    public JobKind kind() {
        return JobKind.PULL;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        PullPlan plan = PullPlan.of(run.job().parameters());
        Named named = archives.of(run.job(), plan.archive());
        return new Pull(
                        run,
                        named.project(),
                        plan,
                        plan.limits(named.archive().limits()),
                        () -> connections.open(named.project(), named.archive()),
                        new Pull.Ground(intake, ledger, Clock.system(ZoneId.systemDefault())))
                .toItsEnd();
    }
}
