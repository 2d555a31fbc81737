package org.isocenter.platform.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.job.Signal;
import org.jboss.logging.Logger;

/** Renews a lease in the background for as long as a job is worked on, and knows whether the work should stop. */
public final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);
    private static final int RENEWALS_PER_LEASE = 4;

    private final JobQueue jobs;
    private final Lease lease;
    private final Duration duration;
    private final BooleanSupplier leaving;
    private final ScheduledFuture<?> renewals;
    private volatile long renewedAt = System.nanoTime();
    private volatile Signal signal = Signal.GO_ON;
    private volatile boolean lost;

    /**
     * Starts to renew; the lease is fresh.
     *
     * @param duration after which the queue gives the job to another, unless the lease is renewed
     * @param leaving whether this worker was asked to stop
     */
    public LeaseKeeper(
            JobQueue jobs, Lease lease, Duration duration, BooleanSupplier leaving, ScheduledExecutorService clock) {
        this.jobs = jobs;
        this.lease = lease;
        this.duration = duration;
        this.leaving = leaving;
        long period = Math.max(1, duration.toMillis() / RENEWALS_PER_LEASE);
        this.renewals = clock.scheduleWithFixedDelay(this::renew, 0, period, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        long asked = System.nanoTime();
        try {
            signal = jobs.renew(lease);
            renewedAt = asked;
        } catch (PlatformException e) {
            lost |= e.code() == ErrorCode.LEASE_LOST;
        } catch (RuntimeException e) {
            LOG.warnf("the lease of job %s could not be renewed: %s", lease.job(), Faults.describe(e));
        }
    }

    /** How long a lease lasts that is not renewed. */
    public Duration duration() {
        return duration;
    }

    /** Why the work should stop now; empty while it may go on. */
    public Optional<StopReason> stop() {
        if (lost || System.nanoTime() - renewedAt > duration.toNanos()) {
            return Optional.of(StopReason.LOST);
        }
        return switch (signal) {
            case CANCEL -> Optional.of(StopReason.CANCEL);
            case PAUSE -> Optional.of(StopReason.PAUSE);
            case GO_ON -> leaving.getAsBoolean() ? Optional.of(StopReason.LEAVE) : Optional.empty();
        };
    }

    @Override
    public void close() {
        renewals.cancel(false);
    }
}
