package org.isocenter.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.JobCalls;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.Server;
import org.isocenter.cli.command.Replies;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobWatchTest {
    private static final UUID JOB = new UUID(0, 7);
    private static final String SHOW = "GET /api/v1/jobs/" + JOB;

    private final StringWriter told = new StringWriter();
    private Replies server;
    private JobWatch watch;

    @BeforeEach
    void aServer() throws IOException {
        server = new Replies();
        watch = new JobWatch(
                new IsocenterClient(new Server(server.url(), () -> "token")).jobs(),
                new ProgressBar(new PrintWriter(told, true), false));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_job_is_followed_until_it_has_succeeded() {
        server.on(SHOW, 200, job("RUNNING", 3, "null")).on(SHOW, 200, job("SUCCEEDED", 10, "null"));
        assertThat(watch.followToSuccess(JOB).progress().done()).isEqualTo(10);
        assertThat(told.toString()).contains("30 % RUNNING 3/10 steps").contains("100 % SUCCEEDED");
    }

    @Test
    void a_job_that_ends_soon_is_looked_at_often() {
        for (int done = 0; done < 5; done++) {
            server.on(SHOW, 200, job("RUNNING", done, "null"));
        }
        server.on(SHOW, 200, job("SUCCEEDED", 10, "null"));
        Instant start = Instant.now();
        watch.followToSuccess(JOB);
        assertThat(Duration.between(start, Instant.now()))
                .as("five looks of a second each, before")
                .isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void a_job_that_failed_is_thrown_with_its_own_code_and_sentence() {
        server.on(SHOW, 200, job("FAILED", 3, failure("ISO-303")));
        assertEnd(ErrorCode.LOSS_NOT_FINITE, "The job CURATE failed: it did not work");
    }

    @Test
    void a_failure_that_this_version_does_not_know_is_internal() {
        server.on(SHOW, 200, job("FAILED", 3, failure("ISO-999")));
        assertEnd(ErrorCode.INTERNAL, "The job CURATE failed: it did not work");
    }

    @Test
    void a_job_that_was_cancelled_is_abandoned() {
        server.on(SHOW, 200, job("CANCELLED", 3, "null"));
        assertEnd(ErrorCode.JOB_ABANDONED, "The job CURATE was cancelled before its end.");
    }

    @Test
    void a_job_that_is_paused_is_not_waited_for_in_vain() {
        server.on(SHOW, 200, job("PAUSED", 3, "null"));
        assertEnd(
                ErrorCode.JOB_ABANDONED,
                "The job CURATE does not go on by itself: paused. Let it: isocenter jobs resume " + JOB);
    }

    @Test
    void a_job_that_failed_is_asked_for_again_and_one_that_may_still_end_well_is_not() {
        String post = "POST /api/v1/projects/p/jobs";
        server.on(post, 201, job("FAILED", 3, failure("ISO-303")))
                .on(post, 201, job("CANCELLED", 3, "null"))
                .on(post, 201, job("QUEUED", 0, "null"));
        JobCalls jobs = new IsocenterClient(new Server(server.url(), () -> "token")).jobs();
        Job job = jobs.submitAgain("p", new JobCalls.NewJob("CURATE", Map.of(), 0), "key");
        assertThat(job.state()).isEqualTo("QUEUED");
        assertThat(server.requests()).hasSize(3).allMatch(request -> request.startsWith(post));
    }

    private void assertEnd(ErrorCode code, String sentence) {
        assertThatThrownBy(() -> watch.followToSuccess(JOB))
                .isInstanceOf(PlatformException.class)
                .hasMessage(sentence)
                .extracting(failure -> ((PlatformException) failure).code())
                .isEqualTo(code);
    }

    private static String job(String state, int done, String failure) {
        return """
            {"id": "%s", "kind": "CURATE", "state": "%s", "result": {}, "failure": %s,
             "progress": {"done": %d, "total": 10, "unit": "steps", "message": "paused"}}\
            """.formatted(JOB, state, failure, done);
    }

    private static String failure(String code) {
        return "{\"code\": \"%s\", \"name\": \"X\", \"message\": \"it did not work\"}".formatted(code);
    }
}
