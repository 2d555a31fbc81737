package org.isocenter.cli.watch;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.isocenter.cli.client.JobCalls;
import org.isocenter.cli.client.JobCalls.Failure;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.Progress;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Follows a job to its end. It looks again after a quarter of the time that it has waited, so that an answer of a tenth of a second is not waited for like a run of a
 * night. A server that is away for a while is waited for, since the job goes on without it.
 */
public final class JobWatch {
    private static final Duration SOONEST = Duration.ofMillis(20);
    private static final Duration LATEST = Duration.ofSeconds(1);
    private static final int LOOKS_PER_WAIT = 4;
    private static final int MOST_MISSES = 300;

    private final JobCalls jobs;
    private final ProgressBar progress;

    public JobWatch(JobCalls jobs, ProgressBar progress) {
        this.jobs = jobs;
        this.progress = progress;
    }

    /** The job once it has ended. */
    public Job follow(UUID id) {
        return follow(id, Job::hasEnded);
    }

    private Job follow(UUID id, Predicate<Job> end) {
        long start = System.nanoTime();
        int misses = 0;
        while (true) {
            try {
                Job job = jobs.show(id);
                misses = 0;
                show(job);
                if (end.test(job)) {
                    return job;
                }
            } catch (PlatformException e) {
                misses++;
                if (e.code() != ErrorCode.NOT_RUNNING || misses > MOST_MISSES) {
                    throw e;
                }
                progress.show(0, 0, "the server is away; waiting for it");
            }
            Pause.of(look(Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private static Duration look(Duration waited) {
        Duration share = waited.dividedBy(LOOKS_PER_WAIT);
        if (share.compareTo(SOONEST) < 0) {
            return SOONEST;
        }
        return share.compareTo(LATEST) > 0 ? LATEST : share;
    }

    /**
     * The job once it has succeeded; a failed one is thrown with its own code and sentence, a cancelled or paused one as
     * {@code JOB_ABANDONED}.
     */
    public Job followToSuccess(UUID id) {
        Job job = follow(id, each -> each.hasEnded() || each.isPaused());
        if (!job.hasSucceeded()) {
            throw unsuccessful(job);
        }
        return job;
    }

    private void show(Job job) {
        Progress now = job.progress();
        String text = "%s %d/%d %s %s".formatted(job.state(), now.done(), now.total(), now.unit(), now.message());
        progress.show(now.done(), now.total(), text.strip());
    }

    private static PlatformException unsuccessful(Job job) {
        Failure failure = job.failure();
        if (job.isPaused()) {
            return new PlatformException(
                    ErrorCode.JOB_ABANDONED,
                    "The job %s does not go on by itself: %s. Let it: isocenter jobs resume %s"
                            .formatted(job.kind(), job.progress().message(), job.id()));
        }
        if (failure == null) {
            return new PlatformException(
                    ErrorCode.JOB_ABANDONED, "The job %s was cancelled before its end.".formatted(job.kind()));
        }
        return new PlatformException(
                failure.errorCode().orElse(ErrorCode.INTERNAL),
                "The job %s failed: %s".formatted(job.kind(), failure.message()));
    }
}
