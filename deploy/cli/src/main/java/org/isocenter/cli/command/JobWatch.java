package org.isocenter.cli.command;

import java.time.Duration;
import java.util.UUID;
import org.isocenter.cli.client.JobCalls;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.Progress;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Follows a job to its end; a server that is away for a while is waited for, since the job goes on without it. */
final class JobWatch {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_MISSES = 300;

    private final JobCalls jobs;
    private final ProgressBar progress;

    JobWatch(JobCalls jobs, ProgressBar progress) {
        this.jobs = jobs;
        this.progress = progress;
    }

    /** The job once it has ended. */
    Job follow(UUID id) {
        int misses = 0;
        while (true) {
            try {
                Job job = jobs.show(id);
                misses = 0;
                show(job);
                if (job.hasEnded()) {
                    return job;
                }
            } catch (PlatformException e) {
                misses++;
                if (e.code() != ErrorCode.NOT_RUNNING || misses > MOST_MISSES) {
                    throw e;
                }
                progress.show(0, 0, "the server is away; waiting for it");
            }
            pause();
        }
    }

    private void show(Job job) {
        Progress now = job.progress();
        String text = "%s %d/%d %s %s".formatted(job.state(), now.done(), now.total(), now.unit(), now.message());
        progress.show(now.done(), now.total(), text.strip());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorCode.INTERNAL, "interrupted; the job goes on without a watcher", e);
        }
    }
}
