package org.isocenter.platform.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobCheckpoint;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.job.Progress;
import org.jboss.logging.Logger;

/**
 * A job in work, as its handler sees it. Every write is fenced by the lease; one that fails is repeated for as long as a lease lasts, because the database
 * may be away for a while. What fails for longer fails for another reason, and ends the job.
 */
public final class JobRun {
    private static final Logger LOG = Logger.getLogger(JobRun.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(250);

    private final ClaimedJob claimed;
    private final JobQueue jobs;
    private final LeaseKeeper keeper;
    private final List<Runnable> afterwards = new ArrayList<>();
    private Progress said;
    private long progressAt = System.nanoTime() - BETWEEN_PROGRESS.toNanos();

    public JobRun(ClaimedJob claimed, JobQueue jobs, LeaseKeeper keeper) {
        this.claimed = claimed;
        this.jobs = jobs;
        this.keeper = keeper;
        this.said = claimed.job().progress();
    }

    public Lease lease() {
        return claimed.lease();
    }

    public Job job() {
        return claimed.job();
    }

    /** Where an earlier worker left off. */
    public Optional<JobCheckpoint> checkpoint() {
        return claimed.checkpoint();
    }

    /** The same and the place before, for where the newest cannot be read. */
    public List<JobCheckpoint> checkpoints() {
        return claimed.checkpoints();
    }

    /** Why the work should stop now; a handler that can save its place does so where the lease is held, and then obeys. */
    public Optional<StopReason> stop() {
        return keeper.stop();
    }

    /** Stops the work here if it should stop. */
    public void obey() {
        stop().ifPresent(reason -> {
            throw new JobStopped(reason);
        });
    }

    /** Stops the work here if the lease is lost, so that nothing is made that nobody will ask for. */
    public void requireHeld() {
        if (stop().filter(reason -> !reason.isHeld()).isPresent()) {
            throw new JobStopped(StopReason.LOST);
        }
    }

    /** Says how far the job is; calls in quick succession are left out, but for the last of a total. */
    public void progress(long done, long total, String unit, String message) {
        long now = System.nanoTime();
        if (done < total && now - progressAt < BETWEEN_PROGRESS.toNanos()) {
            return;
        }
        write(new Progress(done, total, unit, message));
    }

    /** Says what the job is about to do, beside how far it is, however lately something was said. */
    public void message(String message) {
        write(new Progress(said.done(), said.total(), said.unit(), message));
    }

    private void write(Progress progress) {
        progressAt = System.nanoTime();
        said = progress;
        write(() -> jobs.progress(claimed.lease(), progress));
    }

    public void metrics(Collection<JobMetric> points) {
        write(() -> jobs.metrics(claimed.lease(), points));
    }

    public void log(String text) {
        write(() -> jobs.log(claimed.lease(), text));
    }

    /** Keeps a picture of the run; the blob is stored already. */
    public void picture(JobPicture picture) {
        write(() -> jobs.picture(claimed.lease(), picture));
    }

    /** Remembers where to go on; the blob is stored already. */
    public void checkpoint(JobCheckpoint checkpoint) {
        write(() -> jobs.checkpoint(claimed.lease(), checkpoint));
    }

    /** Something to clear away once the job has ended for good. */
    public void afterwards(Runnable work) {
        afterwards.add(work);
    }

    void clearAway() {
        afterwards.forEach(Runnable::run);
    }

    /** Runs database work in one transaction that fails with {@code LEASE_LOST} unless the lease is held to its end. */
    public void fenced(Runnable work) {
        write(() -> jobs.fenced(claimed.lease(), work));
    }

    private void write(Runnable statement) {
        long end = System.nanoTime() + keeper.duration().toNanos();
        while (!written(statement, end)) {
            LockSupport.parkNanos(RETRY.toNanos());
            requireHeld();
        }
    }

    private boolean written(Runnable statement, long end) {
        try {
            statement.run();
            return true;
        } catch (PlatformException | IllegalArgumentException | JobStopped e) {
            throw e;
        } catch (RuntimeException e) {
            if (System.nanoTime() - end > 0) {
                throw e;
            }
            LOG.warnf("a write of job %s failed and is repeated: %s", job().id(), Faults.describe(e));
            return false;
        }
    }
}
