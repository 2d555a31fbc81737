package org.isocenter.platform.study;

/**
 * A SOP Instance UID after remapping (PS3.5 section 9).
 *
 * @param value digits and dots, at most 64 characters
 */
public record SopInstanceUid(String value) {
    public SopInstanceUid {
        Uids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
