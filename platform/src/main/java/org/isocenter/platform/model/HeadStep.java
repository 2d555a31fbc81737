package org.isocenter.platform.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of a head to another state.
 *
 * @param state that it has from here on
 * @param by the user who decided
 * @param comment why, never blank
 * @param intendedUse what the head may be used for, in an approver's words
 * @param limits what it must not be used for, in an approver's words
 * @param at when
 */
public record HeadStep(
        HeadState state, String by, String comment, Optional<String> intendedUse, Optional<String> limits, Instant at) {
    public HeadStep {
        if (comment.isBlank()) {
            throw new IllegalArgumentException("a step of a head says why");
        }
    }

    /** A step with nothing to say but why. */
    public static HeadStep of(HeadState state, String by, String comment, Instant at) {
        return new HeadStep(state, by, comment, Optional.empty(), Optional.empty(), at);
    }
}
