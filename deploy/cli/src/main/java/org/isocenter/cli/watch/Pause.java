package org.isocenter.cli.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Waits for what other processes do; an interrupted wait ends as {@code INTERNAL}. */
public final class Pause {
    private static final Duration BRIEFLY = Duration.ofMillis(100);

    private Pause() {}

    /** A tenth of a second. */
    public static void briefly() {
        of(BRIEFLY);
    }

    public static void of(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorCode.INTERNAL, "interrupted; what was waited for goes on by itself", e);
        }
    }

    /** Whether something came true in time. */
    public static boolean until(BooleanSupplier condition, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            briefly();
        }
        return true;
    }
}
