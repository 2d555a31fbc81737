package org.isocenter.platform.study;

import java.util.List;
import org.isocenter.platform.project.ProjectId;

/** Looks at the series of a study in space: whether each is one regular volume. */
public interface SeriesGeometries {

    /** What keeps series from being regular, worked out from all that is stored of them now, by series and kind. */
    List<SeriesQuality> of(ProjectId project, StudyUid study);
}
