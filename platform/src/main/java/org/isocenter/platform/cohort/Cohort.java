package org.isocenter.platform.cohort;

import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/**
 * A named selection of frames; its membership is fixed only in a version.
 *
 * @param name 1 to 128 characters, unique in its project
 */
public record Cohort(UUID id, ProjectId project, String name, CohortQuery query) {
    public Cohort {
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException("a cohort's name has 1 to 128 characters");
        }
    }
}
