package org.isocenter.platform.study;

import java.util.Collection;
import java.util.List;
import org.isocenter.platform.project.ProjectId;

/** Keeps what was wrong with instances as they came. */
public interface QualityEvents {

    /** Notes what is wrong with an indexed instance, in place of what was noted before. */
    void record(ProjectId project, SopInstanceUid instance, Collection<QualityEvent> events);

    /** What is wrong with the series of a study, by series, kind and place. */
    List<SeriesQuality> of(ProjectId project, StudyUid study);
}
