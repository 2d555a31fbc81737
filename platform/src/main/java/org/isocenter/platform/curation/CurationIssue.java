package org.isocenter.platform.curation;

/** What may be wrong with a frame. */
public enum CurationIssue {
    EXACT_DUPLICATE,
    NEAR_DUPLICATE,
    OUTLIER,
    WRONG_POLARITY,
    BLANK,
    NOISE,
    SUSPICIOUS_LABEL
}
