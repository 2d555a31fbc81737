package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobCheckpoint;
import org.isocenter.platform.job.JobFailure;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.LaneWorker;
import org.isocenter.platform.work.StopReason;
import org.isocenter.training.collapse.OnCollapse;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WorkerProfile.class)
class LaneWorkerTest {
    private static final BlobKey BLOB = new BlobKey("cd".repeat(32));
    private static final Duration LEASE = Duration.ofSeconds(2);

    @Inject
    JobQueue jobs;

    @Inject
    Projects projects;

    @Inject
    DataSource database;

    @Inject
    CurrentActor actor;

    private final List<LaneWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private ProjectId project;

    @BeforeEach
    void anEmptyQueue() throws SQLException {
        sql("update job set state = 'CANCELLED' where state in ('QUEUED', 'RUNNING', 'PAUSED')");
        String name = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
        project = projects.create(new Project(ProjectId.random(), name, name, DeidentificationChoice.RESEARCH))
                .id();
    }

    @AfterEach
    void everyWorkerLeaves() throws InterruptedException {
        workers.forEach(LaneWorker::leave);
        for (Thread thread : threads) {
            thread.join(30_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void a_job_is_done_and_its_result_and_curve_are_kept() throws SQLException {
        worker(run -> {
            run.metrics(List.of(new JobMetric(1, "loss", 3), new JobMetric(2, "loss", 2)));
            run.progress(2, 2, "steps", "done");
            run.log("two steps");
            return Map.of("steps", 2);
        });
        Job job = ended(submit());

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.result()).containsExactly(Map.entry("steps", 2));
        assertThat(job.progress().done()).isEqualTo(2);
        assertThat(jobs.metrics(job.id())).hasSize(2);
        assertThat(jobs.log(job.id())).extracting(line -> line.text()).containsExactly("two steps");
    }

    @Test
    void a_job_that_cannot_be_done_says_why_and_a_fault_of_ours_tells_nothing_of_the_data() throws SQLException {
        worker(run -> {
            throw new PlatformException(ErrorCode.TOO_FEW_LABELS, "asked for 20, there are 3");
        });
        assertThat(ended(submit()).failure())
                .contains(new JobFailure(ErrorCode.TOO_FEW_LABELS, "asked for 20, there are 3"));
        workers.forEach(LaneWorker::leave);

        worker(run -> {
            throw new IllegalStateException("patient MUSTERMANN");
        });
        assertThat(ended(submit()).failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
            assertThat(failure.message()).doesNotContain("MUSTERMANN");
        });
    }

    @Test
    void the_log_names_the_place_of_a_fault_and_not_its_message() throws SQLException {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                lines.add(new PatternFormatter("%s %e").format(line));
            }
        };
        Logger log = Logger.getLogger(LaneWorker.class.getName());
        log.addHandler(listener);
        try {
            worker(run -> {
                throw new IllegalStateException("patient MUSTERMANN");
            });
            ended(submit());
        } finally {
            log.removeHandler(listener);
        }
        assertThat(lines)
                .anyMatch(line -> line.contains("IllegalStateException") && line.contains("LaneWorkerTest.java"))
                .noneMatch(line -> line.contains("MUSTERMANN"));
    }

    @Test
    void a_write_that_fails_again_and_again_ends_the_job() throws SQLException {
        worker(run -> {
            run.fenced(() -> {
                throw new IllegalStateException("no constraint holds this row");
            });
            return Map.of();
        });
        assertThat(ended(submit()).failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL));
    }

    @Test
    void a_write_that_fails_once_is_repeated() throws SQLException {
        List<Integer> tries = new CopyOnWriteArrayList<>();
        worker(run -> {
            run.fenced(() -> {
                tries.add(1);
                if (tries.size() < 2) {
                    throw new IllegalStateException("the database was away");
                }
            });
            return Map.of("tries", tries.size());
        });
        assertThat(ended(submit()).result()).containsExactly(Map.entry("tries", 2));
    }

    @Test
    void a_paused_job_stops_at_its_next_step_and_goes_on_from_its_checkpoint() throws SQLException {
        List<Long> starts = new CopyOnWriteArrayList<>();
        worker(run -> untilStopped(run, starts));
        UUID job = submit();
        await().until(() -> starts.size() == 1);
        jobs.pause(job);
        await().until(() -> state(job) == JobState.PAUSED);
        jobs.resume(job);
        await().until(() -> starts.size() == 2);
        jobs.cancel(job);
        await().until(() -> state(job) == JobState.CANCELLED);

        assertThat(starts).containsExactly(0L, 7L);
    }

    @Test
    void a_pretraining_that_collapses_is_paused_with_its_reason_in_the_log_and_goes_on_when_resumed()
            throws SQLException {
        List<Boolean> stops = new CopyOnWriteArrayList<>();
        worker(run -> {
            JobRunLog log = new JobRunLog(run, Optional.empty(), OnCollapse.PAUSE);
            if (stops.isEmpty()) {
                log.collapse("collapse after step 75: all the same");
            }
            stops.add(log.stopWanted());
            log.pauseIfCollapsed();
            return Map.of();
        });
        UUID job = submit();
        await().until(() -> state(job) == JobState.PAUSED);
        assertThat(jobs.log(job))
                .extracting(line -> line.text())
                .contains("collapse after step 75: all the same")
                .anyMatch(text -> text.contains("resume it to go on"));
        jobs.resume(job);

        assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(stops).containsExactly(true, false);
    }

    @Test
    void a_pretraining_that_should_only_warn_is_not_paused() throws SQLException {
        worker(run -> {
            JobRunLog log = new JobRunLog(run, Optional.empty(), OnCollapse.WARN);
            log.collapse("collapse after step 75: all the same");
            log.pauseIfCollapsed();
            return Map.of("stop", log.stopWanted());
        });
        Job job = ended(submit());

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.result()).containsEntry("stop", false);
        assertThat(jobs.log(job.id()))
                .extracting(line -> line.text())
                .containsExactly("collapse after step 75: all the same");
    }

    @Test
    void a_worker_that_leaves_gives_its_job_back_and_the_next_goes_on() throws SQLException {
        List<Long> starts = new CopyOnWriteArrayList<>();
        LaneWorker first = worker(run -> untilStopped(run, starts));
        UUID job = submit();
        await().until(() -> starts.size() == 1);
        first.leave();
        await().until(() -> state(job) == JobState.QUEUED);

        worker(run -> Map.of("from", run.checkpoint().orElseThrow().step()));
        assertThat(ended(job).result()).containsExactly(Map.entry("from", 7));
        assertThat(ended(job).attempts()).isEqualTo(1);
    }

    @Test
    void work_that_takes_longer_than_a_lease_keeps_it() throws SQLException {
        List<UUID> begun = new CopyOnWriteArrayList<>();
        Function<JobRun, Map<String, Object>> slow = run -> {
            begun.add(run.job().id());
            sleep(LEASE.multipliedBy(2));
            run.obey();
            return Map.of();
        };
        worker(slow);
        worker(slow);
        UUID job = submit();
        assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(begun).containsExactly(job);
    }

    @Test
    void a_worker_that_has_lost_its_lease_stops_and_writes_nothing() throws SQLException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<StopReason> reasons = new CopyOnWriteArrayList<>();
        worker(run -> {
            begun.countDown();
            waitFor(go);
            await().until(() -> run.stop().isPresent());
            run.stop().ifPresent(reasons::add);
            run.obey();
            return Map.of("late", true);
        });
        UUID job = submit();
        waitFor(begun);
        sql("update job set lease_until = clock_timestamp() - interval '1 second', epoch = epoch + 1 where id = '" + job
                + "'");
        ClaimedJob other = await().until( // a renewal that has the row in hand is passed over
                        () -> jobs.claim("another", Set.of(Lane.LONG)), Optional::isPresent)
                .orElseThrow();
        go.countDown();
        await().until(() -> reasons.contains(StopReason.LOST));
        jobs.complete(other.lease(), Map.of("by", "another"));

        workers.get(0).leave();
        await().until(() -> !threads.get(0).isAlive());
        assertThat(ended(job).result()).containsExactly(Map.entry("by", "another"));
    }

    @Test
    void every_step_of_a_job_is_audited_in_the_workers_name() throws SQLException {
        worker(run -> Map.of());
        UUID job = submit();
        ended(job);
        assertThat(events(job))
                .anyMatch(event -> event.contains("RUNNING") && event.contains("\"worker\""))
                .anyMatch(event -> event.contains("SUCCEEDED") && event.contains("\"worker\""));
    }

    private static Map<String, Object> untilStopped(JobRun run, List<Long> starts) {
        starts.add(run.checkpoint().map(JobCheckpoint::step).orElse(0L));
        while (run.stop().isEmpty()) {
            sleep(Duration.ofMillis(10));
        }
        run.checkpoint(new JobCheckpoint(7, BLOB));
        run.obey();
        return Map.of();
    }

    private LaneWorker worker(Function<JobRun, Map<String, Object>> work) {
        JobHandler handler = new JobHandler() {
            @Override
            public JobKind kind() {
                return JobKind.CURATE;
            }

            @Override
            public Map<String, Object> run(JobRun run) {
                return work.apply(run);
            }
        };
        LaneWorker worker = new LaneWorker(
                new LaneWorker.Settings(Lane.LONG, "worker-" + workers.size(), LEASE, Duration.ofMillis(300)),
                jobs,
                Map.of(JobKind.CURATE, handler));
        workers.add(worker);
        Thread thread = new Thread(() -> actor.as(Actor.service("worker"), () -> {
            worker.run();
            return true;
        }));
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return worker;
    }

    /** Past the validators, for the work is the test's own. */
    private UUID submit() throws SQLException {
        UUID id = UUID.randomUUID();
        sql("""
                insert into job (id, project_id, kind, lane, parameters, priority, idempotency_key, state, submitted_by,
                                 submitted_at)
                values ('%s', '%s', 'CURATE', 'LONG', '{}', 0, '%s', 'QUEUED', 'somebody', clock_timestamp())""".formatted(id, project.value(), id));
        return id;
    }

    private List<String> events(UUID job) throws SQLException {
        List<String> events = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select event from audit_event where event like '%" + job + "%'")) {
            while (rows.next()) {
                events.add(rows.getString(1));
            }
        }
        return events;
    }

    private Job ended(UUID job) {
        await().atMost(Duration.ofSeconds(30)).until(() -> state(job).isFinal());
        return jobs.find(job).orElseThrow();
    }

    private JobState state(UUID job) {
        return jobs.find(job).orElseThrow().state();
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
