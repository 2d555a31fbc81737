package org.isocenter.platform.pacs;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A span of study date and time, by the archive's clock, in which its answer is not cut off.
 *
 * @param since first second
 * @param until last second
 * @param studies how many there were when the pull was planned
 * @param tally what became of its objects, once the pull has gone through it
 */
public record PullSpan(LocalDateTime since, LocalDateTime until, int studies, Optional<Tally> tally) {
    public PullSpan {
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("a span ends after it begins");
        }
    }

    /** Still to be gone through. */
    public static PullSpan of(LocalDateTime since, LocalDateTime until) {
        return new PullSpan(since, until, 0, Optional.empty());
    }

    /**
     * What became of the objects of a span.
     *
     * @param fetched those that came now
     * @param known those that were here before
     * @param failed those that did not come; the next pull asks for them again
     */
    public record Tally(int fetched, int known, int failed) {
        public static final Tally NONE = new Tally(0, 0, 0);

        public Tally plus(Tally other) {
            return new Tally(fetched + other.fetched, known + other.known, failed + other.failed);
        }
    }
}
