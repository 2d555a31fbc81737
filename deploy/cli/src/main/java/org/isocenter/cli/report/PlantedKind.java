package org.isocenter.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * How the flags of one issue met what was planted.
 *
 * @param kind what was planted, in words
 * @param issue the flag that should be raised
 * @param planted number of instances with it that were stored
 * @param flagged number of flags of that issue
 * @param found planted instances that were flagged so
 * @param correct flags that point at a planted instance
 */
public record PlantedKind(String kind, String issue, int planted, int flagged, int found, int correct) {

    /** Share of the flags that are right; null without a flag. */
    public @Nullable Double precision() {
        return flagged == 0 ? null : (double) correct / flagged;
    }

    /** Share of the planted that was found; null where nothing was planted. */
    public @Nullable Double recall() {
        return planted == 0 ? null : (double) found / planted;
    }
}
