package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.job.Signal;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class JobQueueTest {
    private static final Set<Lane> LONG = Set.of(Lane.LONG);
    private static final BlobKey BLOB = new BlobKey("ab".repeat(32));

    @Inject
    JobQueue jobs;

    @Inject
    EntityManager em;

    @Inject
    Fixture fixture;

    private ProjectId project;

    @BeforeEach
    void anEmptyQueue() {
        project = fixture.project();
        sql("update job set state = 'CANCELLED' where state in ('QUEUED', 'RUNNING', 'PAUSED')");
    }

    @Test
    void the_same_idempotency_key_gives_the_same_job() {
        assertThat(submit("once").id()).isEqualTo(submit("once").id());
        assertThat(jobs.of(project)).hasSize(1);
    }

    @Test
    void each_job_is_claimed_once_by_many_workers() throws Exception {
        IntStream.range(0, 24).forEach(i -> submit("job-" + i));
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<ClaimedJob>>> claims = IntStream.range(0, 32)
                    .mapToObj(i -> workers.submit(() -> jobs.claim("worker-" + i, LONG)))
                    .toList();
            Set<UUID> claimed = new java.util.HashSet<>();
            int count = 0;
            for (Future<Optional<ClaimedJob>> claim : claims) {
                Optional<ClaimedJob> job = claim.get();
                count += job.isPresent() ? 1 : 0;
                job.ifPresent(found -> claimed.add(found.job().id()));
            }
            assertThat(claimed).hasSize(count);
            while (jobs.claim("last", LONG).isPresent()) {
                count++;
            }
            assertThat(count).isEqualTo(24);
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void higher_priority_goes_first_and_lanes_do_not_mix() {
        jobs.submit(new JobRequest(project, JobKind.PRETRAIN, Map.of(), 0, "low"));
        Job high = jobs.submit(new JobRequest(project, JobKind.PRETRAIN, Map.of(), 5, "high"));
        Job question = jobs.submit(new JobRequest(project, JobKind.PREDICT, Map.of(), 9, "question"));

        assertThat(claim().job().id()).isEqualTo(high.id());
        assertThat(jobs.claim("other", Set.of(Lane.INTERACTIVE))
                        .orElseThrow()
                        .job()
                        .id())
                .isEqualTo(question.id());
    }

    @Test
    void a_lost_workers_job_goes_on_elsewhere_from_its_checkpoint_with_one_curve() {
        submit("run");
        ClaimedJob first = claim();
        jobs.metric(first.lease(), 1, "loss", 3.0);
        jobs.metric(first.lease(), 2, "loss", 2.0);
        jobs.checkpoint(first.lease(), new JobCheckpoint(1, BLOB));
        expire();

        ClaimedJob second = claim();
        assertThat(second.job().id()).isEqualTo(first.job().id());
        assertThat(second.checkpoint()).contains(new JobCheckpoint(1, BLOB));
        jobs.metric(second.lease(), 2, "loss", 2.5);

        assertThat(jobs.metrics(second.job().id()))
                .containsExactly(new JobMetric(1, "loss", 3.0), new JobMetric(2, "loss", 2.5));
    }

    @Test
    void the_checkpoint_before_the_newest_is_remembered() {
        BlobKey newest = new BlobKey("ef".repeat(32));
        submit("run");
        ClaimedJob first = claim();
        assertThat(first.checkpoints()).isEmpty();
        jobs.checkpoint(first.lease(), new JobCheckpoint(1, new BlobKey("01".repeat(32))));
        jobs.checkpoint(first.lease(), new JobCheckpoint(2, BLOB));
        jobs.checkpoint(first.lease(), new JobCheckpoint(3, newest));
        expire();

        assertThat(claim().checkpoints()).containsExactly(new JobCheckpoint(3, newest), new JobCheckpoint(2, BLOB));
    }

    @Test
    void a_worker_that_wakes_late_overwrites_nothing() {
        submit("run");
        Lease late = claim().lease();
        expire();
        Lease now = claim().lease();

        assertLost(() -> jobs.renew(late));
        assertLost(() -> jobs.progress(late, new Progress(9, 10, "steps", "late")));
        assertLost(() -> jobs.metric(late, 1, "loss", 1.0));
        assertLost(() -> jobs.log(late, "late"));
        assertLost(() -> jobs.checkpoint(late, new JobCheckpoint(9, BLOB)));
        assertLost(() -> jobs.fenced(late, () -> sql("update job set message = 'late'")));
        assertLost(() -> jobs.complete(late, Map.of("late", true)));
        assertLost(() -> jobs.fail(late, new JobFailure(ErrorCode.INTERNAL, "late")));

        jobs.complete(now, Map.of("encoder", "e1"));
        Job job = jobs.find(now.job()).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.result()).containsExactly(Map.entry("encoder", "e1"));
        assertThat(job.progress()).isEqualTo(Progress.NONE);
    }

    @Test
    void fenced_work_is_undone_when_it_fails() {
        submit("run");
        Lease lease = claim().lease();

        assertThatThrownBy(() -> jobs.fenced(lease, () -> {
                    em.createNativeQuery("insert into job_log (job_id, text) values (:job, 'half')")
                            .setParameter("job", lease.job())
                            .executeUpdate();
                    throw new IllegalStateException("the artefact is broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(jobs.log(lease.job())).isEmpty();
    }

    @Test
    void cancel_and_pause_reach_a_running_job_at_its_next_step_and_a_paused_one_goes_on() {
        Job job = submit("run");
        Lease lease = claim().lease();
        assertThat(jobs.renew(lease)).isEqualTo(Signal.GO_ON);
        jobs.pause(job.id());
        assertThat(jobs.renew(lease)).isEqualTo(Signal.PAUSE);
        jobs.putDown(lease, Signal.PAUSE);
        assertThat(jobs.claim("w", LONG)).isEmpty();

        jobs.resume(job.id());
        Lease again = claim().lease();
        assertThat(jobs.renew(again)).isEqualTo(Signal.GO_ON);
        jobs.cancel(job.id());
        assertThat(jobs.renew(again)).isEqualTo(Signal.CANCEL);
        jobs.putDown(again, Signal.CANCEL);

        assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThatThrownBy(() -> jobs.cancel(job.id()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_NOT_CANCELLABLE));
    }

    @Test
    void a_paused_job_goes_on_with_a_change_that_its_log_tells_and_its_attempts_begin_anew() {
        Job job = submit("run");
        for (int i = 0; i < 3; i++) {
            jobs.putDown(claim().lease(), Signal.PAUSE);
            assertThat(jobs.resume(job.id(), Map.of("learningRate", 1e-4)).attempts())
                    .isZero();
        }
        claim();
        expire();
        Job again = claim().job();

        assertThat(again.parameters()).containsEntry("learningRate", 1e-4).containsAllEntriesOf(job.parameters());
        assertThat(jobs.log(job.id()))
                .extracting(line -> line.text())
                .contains("goes on with {\"learningRate\":1.0E-4}");
    }

    @Test
    void a_waiting_job_is_cancelled_at_once() {
        assertThat(jobs.cancel(submit("run").id()).state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.claim("w", LONG)).isEmpty();
    }

    @Test
    void a_job_that_takes_down_every_worker_fails_in_the_end() {
        Job job = submit("poison");
        for (int i = 0; i < 3; i++) {
            claim();
            expire();
        }

        assertThat(jobs.claim("w", LONG)).isEmpty();
        assertThat(jobs.find(job.id()).orElseThrow().failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.JOB_ABANDONED));
    }

    @Test
    void an_idle_worker_is_woken_by_a_new_job() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Instant start = Instant.now();
            Future<?> waiting = worker.submit(() -> jobs.awaitWork(LONG, Duration.ofSeconds(60)));
            submit("wake up");
            waiting.get();
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        } finally {
            worker.shutdown();
        }
    }

    @Test
    void who_asked_is_woken_when_a_worker_has_ended_its_work_and_many_hold_one_connection() throws Exception {
        Job job = submit("question");
        ClaimedJob claimed = claim();
        ExecutorService askers = Executors.newFixedThreadPool(2);
        try {
            Instant start = Instant.now();
            CompletableFuture<?> first = CompletableFuture.runAsync(() -> awaitEnd(job), askers);
            CompletableFuture<?> second = CompletableFuture.runAsync(() -> awaitEnd(job), askers);
            CompletableFuture.anyOf(first, second).get(); // one listens, the other comes back to look for itself
            assertThat(first.isDone() && second.isDone()).isFalse();
            jobs.complete(claimed.lease(), Map.of());
            first.get();
            second.get();
            awaitEnd(job);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        } finally {
            askers.shutdown();
        }
    }

    private void awaitEnd(Job job) {
        jobs.awaitEnd(job.id(), Duration.ofSeconds(60));
    }

    @Test
    void a_lane_sleeps_while_only_the_other_has_work() {
        jobs.submit(new JobRequest(project, JobKind.PREDICT, Map.of(), 0, "question"));
        Instant start = Instant.now();
        jobs.awaitWork(LONG, Duration.ofMillis(600));
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void a_job_given_back_is_claimed_again_and_counts_no_attempt() {
        Job job = submit("run");
        for (int i = 0; i < 5; i++) {
            ClaimedJob claimed = claim();
            jobs.checkpoint(claimed.lease(), new JobCheckpoint(i, BLOB));
            jobs.giveBack(claimed.lease());
            assertLost(() -> jobs.log(claimed.lease(), "late"));
        }
        ClaimedJob again = claim();
        assertThat(again.job().id()).isEqualTo(job.id());
        assertThat(again.job().attempts()).isEqualTo(1);
        assertThat(again.checkpoint()).contains(new JobCheckpoint(4, BLOB));
    }

    @Test
    void progress_and_log_are_kept() {
        Job job = submit("run");
        Lease lease = claim().lease();
        jobs.progress(lease, new Progress(3, 10, "steps", "warming up"));
        jobs.log(lease, "one");
        jobs.log(lease, "two");

        assertThat(jobs.find(job.id()).orElseThrow().progress()).isEqualTo(new Progress(3, 10, "steps", "warming up"));
        assertThat(jobs.log(job.id())).extracting(line -> line.text()).containsExactly("one", "two");
    }

    private Job submit(String key) {
        return jobs.submit(new JobRequest(project, JobKind.PRETRAIN, Map.of("epochs", 3), 0, key));
    }

    private ClaimedJob claim() {
        return jobs.claim("worker", LONG).orElseThrow();
    }

    private void expire() {
        sql("update job set lease_until = clock_timestamp() - interval '1 second' where state = 'RUNNING'");
    }

    private void sql(String statement) {
        QuarkusTransaction.joiningExisting()
                .run(() -> em.createNativeQuery(statement).executeUpdate());
    }

    private static void assertLost(ThrowingCallable late) {
        assertThatThrownBy(late).isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.LEASE_LOST));
    }
}
