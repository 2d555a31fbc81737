package org.isocenter.platform.pacs;

import java.util.Optional;

/**
 * How an archive may be loaded.
 *
 * @param window hours in which it may be pulled from; empty for any
 * @param instancesPerSecond most on average; empty for as fast as it goes
 * @param associations most at a time, 1 to 8
 * @param findLimit studies from which an answer counts as cut off and is asked for again in two halves; no more than the archive's own limit
 * @param retries how often a step that failed is tried again, later and later
 */
public record PullLimits(
        Optional<NightWindow> window,
        Optional<Double> instancesPerSecond,
        int associations,
        int findLimit,
        int retries) {
    /** Most associations to one archive. */
    public static final int MOST_ASSOCIATIONS = 8;

    /** Gentle to an archive whose limits nobody knows. */
    public static final PullLimits GENTLE = new PullLimits(Optional.empty(), Optional.empty(), 1, 100, 5);

    public PullLimits {
        if (associations < 1 || associations > MOST_ASSOCIATIONS) {
            throw new IllegalArgumentException("an archive is asked over 1 to 8 associations, not " + associations);
        }
        if (findLimit < 2) {
            throw new IllegalArgumentException("an answer of an archive holds at least 2 studies, not " + findLimit);
        }
        if (retries < 0 || retries > 20) {
            throw new IllegalArgumentException("a step is tried again 0 to 20 times, not " + retries);
        }
        instancesPerSecond.ifPresent(rate -> {
            if (!(rate > 0 && rate <= 10_000)) {
                throw new IllegalArgumentException("a rate is above 0 and at most 10000 instances a second");
            }
        });
    }
}
