package org.isocenter.dicom.pull;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Tries a step again, later and later, from a second doubling up to five minutes.
 *
 * @param most how often after the first time
 * @param sleep waits for some nanoseconds, and may end the work instead
 */
public record Retries(int most, LongConsumer sleep) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Something that asks an archive. */
    public interface Step<T> {
        T ask() throws IOException;
    }

    /** Asks until there is an answer; {@code ARCHIVE_UNREACHABLE} where the last try fails too. */
    public <T> T ask(Step<T> step) {
        for (int tried = 0; true; tried++) {
            try {
                return step.ask();
            } catch (IOException e) {
                if (tried == most) {
                    throw unreachable(e);
                }
                pause(tried);
            }
        }
    }

    /** Waits before the next try. */
    void pause(int tried) {
        long nanos = FIRST.toNanos() << Math.min(tried, 20);
        sleep.accept(Math.min(nanos, LONGEST.toNanos()));
    }

    PlatformException unreachable(IOException last) {
        return new PlatformException(
                ErrorCode.ARCHIVE_UNREACHABLE,
                "Expected an answer of the archive; %d tries failed, the last one so: %s. Look at its address and titles and whether it wants TLS, then submit the job again; a pull fetches only what is missing."
                        .formatted(most + 1, last.getMessage()),
                last);
    }
}
