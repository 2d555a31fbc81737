package org.isocenter.platform.model;

import java.util.Locale;
import java.util.Set;

/** How far people stand behind a head; it only goes on, never back. */
public enum HeadState {
    /** As it came from its run. */
    DRAFT,
    /** Somebody other than its trainer has looked at its figures. */
    REVIEWED,
    /** A researcher other than its trainer answers for its use. */
    APPROVED,
    /** No longer asked; it and its card stay for those who used it. */
    RETIRED;

    /** Where a head may go from here. */
    public Set<HeadState> next() {
        return switch (this) {
            case DRAFT -> Set.of(REVIEWED, RETIRED);
            case REVIEWED -> Set.of(APPROVED, RETIRED);
            case APPROVED -> Set.of(RETIRED);
            case RETIRED -> Set.of();
        };
    }

    /** As it is written for people. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
