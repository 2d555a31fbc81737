package org.isocenter.platform.study;

import java.util.Optional;

/**
 * A SOP Instance UID after remapping (PS3.5 section 9).
 *
 * @param value digits and dots, at most 64 characters
 */
public record SopInstanceUid(String value) {
    public SopInstanceUid {
        Uids.check(value);
    }

    /** A UID of somebody else's; empty where it has not the form of one. */
    public static Optional<SopInstanceUid> of(String value) {
        return Optional.of(value).filter(Uids::isLegal).map(SopInstanceUid::new);
    }

    @Override
    public String toString() {
        return value;
    }
}
