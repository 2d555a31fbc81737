package org.isocenter.platform.purge;

/** A place beside database and store that holds things of patients; found by injection. */
public interface PurgedPlace {

    /** What it is called in a report, such as {@code quarantined}. */
    String name();

    /** How many things of a scope it holds. */
    long count(PurgeScope scope);

    /** Removes them for good, also those of a project that is gone already. */
    void purge(PurgeScope scope);
}
