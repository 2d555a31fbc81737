package org.isocenter.platform.cohort;

/** The side of a split on which a frame stands. */
public enum Partition {
    TRAIN,
    VAL,
    TEST,
    /** For self-supervision only; its labels are never read. */
    UNLABELLED
}
