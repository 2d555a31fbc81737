package org.isocenter.cli.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.JobCalls.Failure;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.NewJob;
import org.isocenter.cli.client.JobCalls.Progress;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Submits jobs and waits for their end with a bar.
 *
 * @param client of the user who submits
 * @param project its owner
 * @param telling shows the bar
 * @param pause between two looks
 */
record JobRunner(IsocenterClient client, String project, Telling telling, Duration pause) {

    /** The job once it has succeeded; a failed one is thrown with its own code and sentence. */
    Job run(String kind, Map<String, Object> parameters) {
        Job job = client.jobs()
                .submit(
                        project,
                        new NewJob(kind, parameters, 0),
                        UUID.randomUUID().toString());
        try (ProgressBar bar = telling.bar()) {
            while (!job.hasEnded()) {
                Progress progress = job.progress();
                bar.show(
                        progress.done(),
                        progress.total(),
                        progress.message().isBlank() ? progress.unit() : progress.message());
                sleep();
                job = client.jobs().show(job.id());
            }
        }
        if (!job.hasSucceeded()) {
            throw failed(job);
        }
        return job;
    }

    private void sleep() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorCode.INTERNAL, "interrupted while waiting for a job", e);
        }
    }

    private static PlatformException failed(Job job) {
        Failure failure = job.failure();
        if (failure == null) {
            return new PlatformException(
                    ErrorCode.JOB_ABANDONED, "The job %s was cancelled before its end.".formatted(job.kind()));
        }
        ErrorCode code = Arrays.stream(ErrorCode.values())
                .filter(each -> each.id().equals(failure.code()))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
        return new PlatformException(code, "The job %s failed: %s".formatted(job.kind(), failure.message()));
    }
}
