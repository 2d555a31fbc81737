package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.pacs.PullLedger;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;

/** Does PULL jobs. */
@ApplicationScoped
class PullHandler implements JobHandler {
    private final RemoteArchives archives;
    private final ArchiveConnections connections;
    private final PullIntake intake;
    private final PullLedger ledger;
    private final Projects projects;

    PullHandler(
            RemoteArchives archives,
            ArchiveConnections connections,
            PullIntake intake,
            PullLedger ledger,
            Projects projects) {
        this.archives = archives;
        this.connections = connections;
        this.intake = intake;
        this.ledger = ledger;
        this.projects = projects;
    }

    @Override
    public JobKind kind() {
        return JobKind.PULL;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        PullPlan plan = PullPlan.of(run.job().parameters());
        Project project = projects.find(run.job().project()).orElseThrow(PullHandler::gone);
        RemoteArchive archive = archives.find(project.id(), plan.archive()).orElseThrow(PullHandler::gone);
        return new Pull(
                        run,
                        project,
                        plan,
                        plan.limits(archive.limits()),
                        () -> connections.open(project, archive),
                        new Pull.Ground(intake, ledger, Clock.system(ZoneId.systemDefault())))
                .toItsEnd();
    }

    private static PlatformException gone() {
        return new PlatformException(
                ErrorCode.NOT_FOUND, "Expected the archive that the job names; it was removed since it was submitted.");
    }
}
