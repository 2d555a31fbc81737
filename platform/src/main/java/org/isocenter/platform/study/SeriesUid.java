package org.isocenter.platform.study;

/**
 * A Series Instance UID after remapping (PS3.5 section 9).
 *
 * @param value digits and dots, at most 64 characters
 */
public record SeriesUid(String value) {
    public SeriesUid {
        Uids.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
