package org.isocenter.platform.study;

/**
 * Something that was wrong with an instance as it came, and did not keep it out.
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
        EMPTY_ATTRIBUTE
    }
}
