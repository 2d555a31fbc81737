package org.isocenter.training.worker;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import javax.sql.DataSource;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.LeaseKeeper;

/** Projects and jobs in a real queue, past the validators, for work that is a test's own. */
@ApplicationScoped
class WaitingJobs {
    private final Projects projects;
    private final JobQueue jobs;
    private final DataSource database;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    WaitingJobs(Projects projects, JobQueue jobs, DataSource database) {
        this.projects = projects;
        this.jobs = jobs;
        this.database = database;
    }

    /** A project of its own; what waits in the queue from before is cancelled. */
    ProjectId project() throws SQLException {
        sql("update job set state = 'CANCELLED' where state in ('QUEUED', 'RUNNING', 'PAUSED')");
        String name = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
        return projects.create(new Project(ProjectId.random(), name, name, DeidentificationChoice.RESEARCH))
                .id();
    }

    UUID submit(ProjectId project, JobKind kind) throws SQLException {
        UUID id = UUID.randomUUID();
        sql("""
                insert into job (id, project_id, kind, lane, parameters, priority, idempotency_key, state, submitted_by,
                                 submitted_at)
                values ('%s', '%s', '%s', '%s', '{}', 0, '%s', 'QUEUED', 'somebody', clock_timestamp())""".formatted(id, project.value(), kind, kind.lane(), id));
        return id;
    }

    /** A long job in hand, whoever held it before; a renewal of theirs that is still on its way comes too late. */
    ClaimedJob claim() throws SQLException {
        sql(
                "update job set lease_until = clock_timestamp() - interval '1 second', epoch = epoch + 1, attempts = 0 where state = 'RUNNING'");
        return jobs.claim("worker", Set.of(Lane.LONG)).orElseThrow();
    }

    /** Works on the long job that waits, or is held by somebody else. */
    <T> T work(Function<JobRun, T> work) throws SQLException {
        ClaimedJob claimed = claim();
        try (LeaseKeeper keeper = new LeaseKeeper(jobs, claimed.lease(), Duration.ofSeconds(30), () -> false, clock)) {
            return work.apply(new JobRun(claimed, jobs, keeper));
        }
    }

    void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
