package org.isocenter.platform.curation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Page;

/** Keeps flags and decisions. */
public interface Curation {

    /** Adds flags; one that the same job raised before for the same frame and issue is replaced. */
    void raise(Collection<Flag> flags);

    Optional<Flag> find(UUID flag);

    /** A project's flags, highest score first, optionally of one issue; a limit of 1 to 1000. */
    Page<Flag> of(ProjectId project, Optional<CurationIssue> issue, Optional<String> cursor, int limit);

    void decide(Decision decision);

    /** All decisions about a flag, oldest first. */
    List<Decision> decisions(UUID flag);

    /** Frames whose latest decision about some flag is to exclude them. */
    Set<FrameId> excluded(ProjectId project);

    /** Frames with a flag that stands: its latest decision is not to keep the frame, or there is none yet. */
    Set<FrameId> suspected(ProjectId project);
}
