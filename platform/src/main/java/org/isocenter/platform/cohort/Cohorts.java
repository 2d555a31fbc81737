package org.isocenter.platform.cohort;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/** Keeps cohorts and their frozen versions. */
public interface Cohorts {

    /** Adds a cohort; {@code CONFLICT} where the name is taken in the project. */
    Cohort create(Cohort cohort);

    Optional<Cohort> find(UUID cohort);

    /** A project's cohorts by name. */
    List<Cohort> of(ProjectId project);

    /**
     * Freezes what the query finds now, without the frames that a steward excluded; {@code COHORT_TOO_SMALL} and
     * {@code SPLIT_CROSSES_PATIENT} as in {@link SplitByPatient}.
     */
    CohortVersion freeze(UUID cohort, Split split);

    /** A version with its members. */
    Optional<CohortVersion> version(UUID version);

    /** All versions of a cohort with their members, oldest first. */
    List<CohortVersion> versions(UUID cohort);
}
