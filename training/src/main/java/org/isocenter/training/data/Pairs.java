package org.isocenter.training.data;

/** Which images of a patient are partners, for methods that pair different images. */
public enum Pairs {
    /** Any two of a patient. */
    PATIENT,
    /** Any two of a study. */
    STUDY,
    /** Any two of a study and side: what is left is not compared with what is right. */
    LATERALITY,
    /** Slices of a series a few places apart; the others of the series are neither partners nor negatives. */
    SLICES,
    /** Frames of a cine a few places apart; the others of the cine are neither partners nor negatives. */
    FRAMES;

    private static final int REACH = 3;

    /** How many places apart partners may be; 0 where any two of a group are. */
    public int reach() {
        return this == SLICES || this == FRAMES ? REACH : 0;
    }
}
