package org.isocenter.platform.study;

/**
 * Something that is wrong with an instance as it came, or with a series in space, and did not keep it out.
 *
 * @param kind what is wrong
 * @param place where: keywords of attributes joined by dots; never a value
 */
public record QualityEvent(Kind kind, String place) {

    /** What can be wrong. */
    public enum Kind {
        /** The IOD of the instance demands an attribute that is not there. */
        MISSING_ATTRIBUTE,
        /** The IOD of the instance demands a value where there is none. */
        EMPTY_ATTRIBUTE,
        /** The series has slices in more than one orientation or matrix, a localizer for example. */
        MIXED_ORIENTATION,
        /** Several slices of the series share a position: phases, echoes or b-values in one series, or copies. */
        SHARED_POSITIONS,
        /** Steps between slices of the series differ by more than 1 % of their median. */
        UNEVEN_SPACING,
        /** A step between slices of the series is a whole multiple of the smallest one. */
        MISSING_SLICES,
        /** Slices of the series do not follow one another along their normal, as with a tilted gantry. */
        TILT
    }
}
