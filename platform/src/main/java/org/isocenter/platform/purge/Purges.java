package org.isocenter.platform.purge;

import java.time.Instant;
import java.util.List;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.study.Pseudonym;

/** Deletes patients and projects for good: rows, stored objects, what waits, and who a pseudonym stands for. */
public interface Purges {

    /**
     * A deletion that was asked for.
     *
     * @param scope what of
     * @param at when, by the database's clock
     */
    record Asked(PurgeScope scope, Instant at) {}

    /** What a deletion would take; {@code NOT_FOUND} where the project holds nothing of such a patient. */
    PurgeReport plan(Project project, Pseudonym patient);

    PurgeReport plan(Project project);

    /**
     * Deletes a patient. The wish is kept first, so that a crash on the way only delays the rest until {@link #resume}.
     *
     * @throws org.isocenter.platform.error.PlatformException {@code CONFLICT} while jobs of the project have not ended, for they may hold its images
     */
    PurgeReport purge(Project project, Pseudonym patient);

    /** Deletes a project with everything in it, in the same way. */
    PurgeReport purge(Project project);

    /** What was asked for since a moment, carried out or not, oldest first: other processes have places of their own. */
    List<Asked> since(Instant moment);

    /** Carries out what an interrupted process left undone; returns how many deletions. */
    int resume();
}
