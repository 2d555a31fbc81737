package org.isocenter.dicom.verdict;

import java.util.Locale;

/** What becomes of an object. */
public enum Outcome {
    /** Nothing is wrong that matters. */
    ACCEPT,
    /** All of it can be recovered, and something is wrong. */
    ACCEPT_WITH_WARNING,
    /** It has no legal identifiers, cannot be read to its end, or its pixels cannot be recovered. */
    QUARANTINE;

    /** The word as reports write it, for example {@code accept-with-warning}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
