package org.isocenter.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Jobs: submit, look at, pause, resume, cancel. */
public final class JobCalls {
    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final Http http;

    JobCalls(Http http) {
        this.http = http;
    }

    /** How far a job is; {@code total} is 0 while unknown. */
    public record Progress(long done, long total, String unit, String message) {}

    /** Why a job failed. */
    public record Failure(String code, String name, String message) {

        /** The code as this version knows it; empty where the server is newer. */
        public Optional<ErrorCode> errorCode() {
            return ServerProblem.code(code);
        }
    }

    /** A job. */
    public record Job(
            UUID id,
            UUID project,
            String kind,
            Map<String, Object> parameters,
            int priority,
            String state,
            Progress progress,
            int attempts,
            String submittedBy,
            Instant submittedAt,
            @Nullable Instant endedAt,
            Map<String, Object> result,
            @Nullable Failure failure) {

        /** Whether nothing more will happen. */
        public boolean hasEnded() {
            return FINAL.contains(state);
        }

        public boolean isPaused() {
            return state.equals("PAUSED");
        }

        public boolean hasSucceeded() {
            return state.equals("SUCCEEDED");
        }
    }

    /** A wish for a job; the kind is such as {@code PRETRAIN}. */
    public record NewJob(String kind, Map<String, Object> parameters, int priority) {}

    /** One point of a run's curve. */
    public record Metric(long step, String name, double value) {}

    /** A picture that a run made of its images. */
    public record Picture(String name, long step, String caption) {
        private String path() {
            return "/" + Http.encode(name) + "/" + step;
        }
    }

    /** One line of a job's log. */
    public record LogLine(Instant at, String text) {}

    /** Submits a job; the same key gives the same job again. */
    public Job submit(String project, NewJob wish, String idempotencyKey) {
        return http.post(ProjectCalls.path(project) + "/jobs", wish, Job.class, "Idempotency-Key", idempotencyKey);
    }

    /** Submits a job under a key; where the job of that key has failed or was cancelled, under the key's next number. */
    public Job submitAgain(String project, NewJob wish, String key) {
        for (int attempt = 1; ; attempt++) {
            Job job = submit(project, wish, key + " " + attempt);
            if (!job.hasEnded() || job.hasSucceeded()) {
                return job;
            }
        }
    }

    public List<Job> list(String project) {
        return http.list(ProjectCalls.path(project) + "/jobs", Job.class);
    }

    public Job show(UUID job) {
        return http.get("/api/v1/jobs/" + job, Job.class);
    }

    public List<Metric> metrics(UUID job) {
        return http.list("/api/v1/jobs/" + job + "/metrics", Metric.class);
    }

    public List<LogLine> log(UUID job) {
        return http.list("/api/v1/jobs/" + job + "/log", LogLine.class);
    }

    public List<Picture> pictures(UUID job) {
        return http.list(pictures(job, ""), Picture.class);
    }

    /** A picture as PNG; each look is audited. */
    public byte[] picture(UUID job, Picture picture) {
        try (InputStream in = http.open(pictures(job, picture.path()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a picture to a file. */
    public void savePicture(UUID job, Picture picture, Path file) {
        http.save(pictures(job, picture.path()), file);
    }

    private static String pictures(UUID job, String path) {
        return "/api/v1/jobs/" + job + "/pictures" + path;
    }

    public Job pause(UUID job) {
        return change(job, "pause");
    }

    public Job resume(UUID job, Optional<Double> learningRate) {
        return change(
                job,
                "resume" + learningRate.map(rate -> "?learningRate=" + rate).orElse(""));
    }

    public Job cancel(UUID job) {
        return change(job, "cancel");
    }

    private Job change(UUID job, String verb) {
        return http.post("/api/v1/jobs/" + job + "/" + verb, null, Job.class);
    }
}
