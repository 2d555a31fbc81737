package org.isocenter.platform.study;

import org.isocenter.platform.project.ProjectId;

/** Counts what comes in; numbers of the whole installation, kept across restarts. */
public interface IngestLedger {

    /** What may become of an instance. */
    enum Fate {
        STORED,
        DUPLICATE,
        QUARANTINED
    }

    /** An instance was spooled. */
    void received(ProjectId project);

    /** A spooled instance came to an end; joins the current transaction. */
    void ended(ProjectId project, Fate fate);

    IngestCounts counts();

    IngestCounts counts(ProjectId project);
}
