package org.isocenter.dicom.pull;

import java.util.Optional;

/** Keeps to a rate on average, whoever takes: each taking moves the moment of the next one. */
final class Pace {
    private final double nanosEach;
    private long next = System.nanoTime();

    /**
     * Starts now.
     *
     * @param perSecond things a second; empty for any
     */
    Pace(Optional<Double> perSecond) {
        nanosEach = perSecond.map(rate -> 1e9 / rate).orElse(0.0);
    }

    /** Takes some things; how many nanoseconds to wait before the next ones. */
    synchronized long take(int things) {
        long now = System.nanoTime();
        next = Math.max(now, next) + Math.round(things * nanosEach);
        return next - now;
    }
}
