package org.isocenter.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
final class Pause {
    private static final int POLL_MILLIS = 100;

    private Pause() {}

    /** A tenth of a second. */
    static void briefly() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether something came true in time. */
    static boolean until(BooleanSupplier condition, Duration patience) {
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
