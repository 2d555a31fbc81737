package org.isocenter.platform.label;

/** What a label says about a frame. */
public enum LabelKind {
    /** Exactly one class of several. */
    CLASSIFICATION,
    /** Any number of findings at once; a finding may be left open. */
    MULTI_LABEL,
    /** One grade of several, which have an order: the scheme's. */
    ORDINAL,
    /** A mask of regions. */
    SEGMENTATION;

    /** Whether a label is one of the scheme's words and no more. */
    public boolean isExclusive() {
        return this == CLASSIFICATION || this == ORDINAL;
    }
}
