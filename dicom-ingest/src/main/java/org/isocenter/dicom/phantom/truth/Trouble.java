package org.isocenter.dicom.phantom.truth;

/** What is wrong on purpose with a generated instance. */
public enum Trouble {
    NONE,
    /** Pixels equal to another instance's, under another patient and other UIDs. */
    EXACT_DUPLICATE,
    /** Pixels almost equal to another instance's: shifted a little, noise added. */
    NEAR_DUPLICATE,
    /** Bright and dark exchanged while the header says they are not. */
    INVERTED,
    /** Only noise. */
    NOISE,
    /** Only one value, or nearly. */
    BLANK,
    /** A class in the label file that is not the true one. */
    WRONG_LABEL,
    /** The same instance once more, byte for byte: ingest counts a duplicate. */
    RESENT,
    /** Text with the patient's name in the pixels, and the header says so: ingest holds it back. */
    BURNED_IN
}
