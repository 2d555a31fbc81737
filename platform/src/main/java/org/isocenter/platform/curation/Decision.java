package org.isocenter.platform.curation;

import java.time.Instant;
import java.util.UUID;

/**
 * What a steward decided about a flag; the latest of a flag counts.
 *
 * @param flag which
 * @param verdict keep the frame, or leave it out of the next cohort version
 * @param by the steward's user name
 * @param comment may be empty
 * @param at when
 */
public record Decision(UUID flag, Verdict verdict, String by, String comment, Instant at) {

    /** The two answers to a flag. */
    public enum Verdict {
        KEEP,
        EXCLUDE
    }
}
