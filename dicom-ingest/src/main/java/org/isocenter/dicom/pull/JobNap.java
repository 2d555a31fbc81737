package org.isocenter.dicom.pull;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.work.JobRun;

/**
 * Waits in the middle of a job, and ends at once where the job is to stop.
 *
 * @param run the job
 */
public record JobNap(JobRun run) implements LongConsumer {
    static final Duration SLICE = Duration.ofMillis(200);

    /** Waits for some nanoseconds. */
    @Override
    public void accept(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            run.obey();
            LockSupport.parkNanos(Math.min(left, SLICE.toNanos()));
            if (Thread.currentThread().isInterrupted()) {
                throw new PlatformException(ErrorCode.INTERNAL, "a job was interrupted while it waited for an archive");
            }
        }
    }
}
