package org.isocenter.dicom.geometry;

/** What keeps a series from being one regular volume. */
public enum Flaw {
    /** The series has slices in more than one orientation or matrix, a localizer for example. */
    MIXED_ORIENTATION,
    /** Several slices share a position: phases, echoes or b-values in one series, or copies. */
    SHARED_POSITIONS,
    /** Steps between slices differ by more than 1 % of their median. */
    UNEVEN_SPACING,
    /** A step is a whole multiple of the smallest one. */
    MISSING_SLICES,
    /** Slices do not follow one another along their normal, as with a tilted gantry. */
    TILT
}
