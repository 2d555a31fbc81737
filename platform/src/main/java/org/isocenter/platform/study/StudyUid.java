package org.isocenter.platform.study;

/**
 * A Study Instance UID after remapping (PS3.5 section 9).
 *
 * @param value digits and dots, at most 64 characters
 */
public record StudyUid(String value) {
    public StudyUid {
        Uids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
