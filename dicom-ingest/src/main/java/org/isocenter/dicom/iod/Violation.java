package org.isocenter.dicom.iod;

/**
 * A place where a data set is not what its IOD says.
 *
 * @param path keywords from the top of the data set, joined by dots; it tells nothing of the object
 * @param kind what is wrong there
 */
public record Violation(String path, Kind kind) implements Comparable<Violation> {

    /** What can be wrong. */
    public enum Kind {
        /** A Type 1 or Type 2 attribute is not there. */
        MISSING,
        /** A Type 1 or Type 1C attribute is there without a value. */
        EMPTY
    }

    @Override
    public int compareTo(Violation other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : kind.compareTo(other.kind);
    }

    @Override
    public String toString() {
        return path + " is " + (kind == Kind.MISSING ? "missing" : "empty");
    }
}
