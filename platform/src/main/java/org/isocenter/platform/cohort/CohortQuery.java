package org.isocenter.platform.cohort;

import java.util.List;
import org.isocenter.platform.study.Criterion;

/** What belongs to a cohort: every frame of the project whose instance meets all criteria. */
public record CohortQuery(List<Criterion> criteria) {
    public static final CohortQuery EVERYTHING = new CohortQuery(List.of());

    public CohortQuery {
        criteria = List.copyOf(criteria);
    }
}
