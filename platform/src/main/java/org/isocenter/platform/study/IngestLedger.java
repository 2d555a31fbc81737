package org.isocenter.platform.study;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.isocenter.platform.project.ProjectId;

/** Counts what comes in, each object once whatever crashes between; numbers of the whole installation, kept across restarts. */
public interface IngestLedger {

    /** What may become of an instance. */
    enum Fate {
        STORED,
        DUPLICATE,
        QUARANTINED,
        /** Its sender was told that the project does not want it; counted as a duplicate. */
        REFUSED
    }

    /** An object was spooled; said again, it counts no more. */
    void received(ProjectId project, UUID object);

    /**
     * Runs the last step of a spooled object and counts its fate, in one transaction. An object that came to its end
     * before a crash keeps the fate it had, and the step is not run again.
     *
     * @return the fate
     */
    Fate end(ProjectId project, UUID object, Supplier<Fate> step);

    /** The object has left the spool and cannot come again. */
    void forget(UUID object);

    /** The object is lost or no longer wanted: it counts as never received, unless it has come to its end. */
    void withdraw(UUID object);

    /** What is noted since before a moment and not forgotten. */
    List<Note> notes(Instant before);

    /**
     * An object between its arrival and its leaving the spool.
     *
     * @param object its name in the spool
     * @param project whose it is
     * @param ended whether it has come to its end
     */
    record Note(UUID object, ProjectId project, boolean ended) {}

    IngestCounts counts();

    IngestCounts counts(ProjectId project);
}
