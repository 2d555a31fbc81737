package org.isocenter.platform.project;

/** What happens to an instance that comes again with other content; the same content again is a duplicate under each policy. */
public enum DuplicatePolicy {
    /** The first stays, and its sender is told that all is well. */
    IGNORE,
    /** The newest is found from now on; those before it are kept as its versions. */
    VERSIONS,
    /** The first stays, and its sender is told so: 0111H, or 409. */
    REFUSE,
    /** The newest takes the place of the one before it, which is removed. */
    REPLACE
}
