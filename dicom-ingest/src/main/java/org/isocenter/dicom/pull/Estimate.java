package org.isocenter.dicom.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.isocenter.platform.pacs.PullSpan;

/** How far a pull is, and how long the rest takes at the pace so far. */
final class Estimate {
    private final Clock clock;
    private Instant start;
    private long done;
    private long total;
    private long doneNow;

    Estimate(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Begins, or goes on, with a plan. */
    void begin(List<PullSpan> planned) {
        total = planned.stream().mapToInt(PullSpan::studies).sum();
        done = planned.stream()
                .filter(span -> span.tally().isPresent())
                .mapToInt(PullSpan::studies)
                .sum();
        start = clock.instant();
    }

    /** Some studies have been gone through. */
    void ended(int studies) {
        done += studies;
        doneNow += studies;
        total = Math.max(total, done);
    }

    /** A span has other studies now than when it was planned. */
    void correct(int planned, int found) {
        done += planned - found;
        total = Math.max(total, done);
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }

    /** The rest in words; hours in which the archive is closed are not in it. */
    String message() {
        if (doneNow == 0 || done >= total) {
            return "";
        }
        Duration spent = Duration.between(start, clock.instant());
        Duration left = spent.multipliedBy(total - done).dividedBy(doneNow);
        return "about " + words(left) + " of pulling left";
    }

    private static String words(Duration left) {
        if (left.compareTo(Duration.ofMinutes(1)) < 0) {
            return left.toSeconds() + " s";
        }
        return left.toHours() == 0 ? left.toMinutes() + " min" : left.toHours() + " h " + left.toMinutesPart() + " min";
    }
}
