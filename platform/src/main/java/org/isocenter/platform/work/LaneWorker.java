package org.isocenter.platform.work;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.JobFailure;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.job.Signal;
import org.jboss.logging.Logger;

/** Works through one lane of the queue, one job after another, until it is asked to leave. */
public final class LaneWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(LaneWorker.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    /**
     * How a lane is worked.
     *
     * @param lane whose jobs are taken
     * @param worker the name under which they are claimed
     * @param leaseDuration how long a claim lasts that is not renewed
     * @param idleWait how long an idle lane sleeps before it looks for jobs of lost workers
     */
    public record Settings(Lane lane, String worker, Duration leaseDuration, Duration idleWait) {}

    private final Settings settings;
    private final JobQueue jobs;
    private final Map<JobKind, JobHandler> handlers;
    private volatile boolean leaving;
    private volatile boolean asleep;

    public LaneWorker(Settings settings, JobQueue jobs, Map<JobKind, JobHandler> handlers) {
        this.settings = settings;
        this.jobs = jobs;
        this.handlers = Map.copyOf(handlers);
    }

    /** Asks to stop: the job in work is given back at its next step. */
    public void leave() {
        leaving = true;
    }

    /** Whether it waits for work, so that nobody need wait for it. */
    public boolean isAsleep() {
        return asleep;
    }

    @Override
    public void run() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + settings.lane());
            thread.setDaemon(true);
            return thread;
        });
        try {
            while (!leaving) {
                next(clock);
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private void next(ScheduledExecutorService clock) {
        try {
            Optional<ClaimedJob> claimed = jobs.claim(settings.worker(), Set.of(settings.lane()));
            if (claimed.isPresent()) {
                work(claimed.get(), clock);
            } else {
                sleep();
            }
        } catch (RuntimeException e) {
            trouble(e);
        }
    }

    private void sleep() {
        asleep = true;
        try {
            jobs.awaitWork(Set.of(settings.lane()), settings.idleWait());
        } finally {
            asleep = false;
        }
    }

    private void trouble(RuntimeException e) {
        if (!leaving) {
            LOG.errorf("lane %s is in trouble and looks again: %s", settings.lane(), Faults.describe(e));
            LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
        }
    }

    private void work(ClaimedJob claimed, ScheduledExecutorService clock) {
        Lease lease = claimed.lease();
        LOG.infof("job %s (%s) begins", lease.job(), claimed.job().kind());
        try (LeaseKeeper keeper = new LeaseKeeper(jobs, lease, settings.leaseDuration(), () -> leaving, clock)) {
            JobRun run = new JobRun(claimed, jobs, keeper);
            if (ended(claimed, run)) {
                run.clearAway();
            }
        }
    }

    /** Works on a job; true where it has ended so that nobody will go on with it. */
    private boolean ended(ClaimedJob claimed, JobRun run) {
        Lease lease = claimed.lease();
        try {
            jobs.complete(lease, handler(claimed).run(run));
            LOG.infof("job %s is done", lease.job());
            return true;
        } catch (JobStopped stopped) {
            letGo(lease, stopped);
            return stopped.reason() == StopReason.CANCEL;
        } catch (PlatformException e) {
            fail(lease, e);
        } catch (RuntimeException | Error e) {
            LOG.errorf("job %s failed: %s", lease.job(), Faults.describe(e));
            jobs.fail(
                    lease,
                    new JobFailure(
                            ErrorCode.INTERNAL,
                            "the worker's log names this job: " + e.getClass().getSimpleName()));
        }
        return false;
    }

    private JobHandler handler(ClaimedJob claimed) {
        return Optional.ofNullable(handlers.get(claimed.job().kind()))
                .orElseThrow(() -> new IllegalStateException(
                        "this worker cannot do " + claimed.job().kind()));
    }

    private void letGo(Lease lease, JobStopped stopped) {
        LOG.infof("job %s stops: %s", lease.job(), stopped.reason());
        switch (stopped.reason()) {
            case PAUSE -> jobs.putDown(lease, Signal.PAUSE);
            case CANCEL -> jobs.putDown(lease, Signal.CANCEL);
            case LEAVE -> jobs.giveBack(lease);
            case LATER -> jobs.defer(lease, stopped.until());
            case LOST -> {} // another holds it now
        }
    }

    private void fail(Lease lease, PlatformException failure) {
        if (failure.code() == ErrorCode.LEASE_LOST) {
            letGo(lease, new JobStopped(StopReason.LOST));
            return;
        }
        LOG.warnf("job %s failed: %s %s", lease.job(), failure.code().id(), failure.getMessage());
        jobs.fail(lease, new JobFailure(failure.code(), String.valueOf(failure.getMessage())));
    }
}
