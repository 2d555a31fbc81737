package org.isocenter.platform.purge;

import java.util.Optional;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Pseudonym;

/**
 * What is to be deleted.
 *
 * @param project the project
 * @param patient one of its patients; empty for the project itself with everything in it
 */
public record PurgeScope(ProjectId project, Optional<Pseudonym> patient) {

    public static PurgeScope of(Project project) {
        return new PurgeScope(project.id(), Optional.empty());
    }

    public static PurgeScope of(Project project, Pseudonym patient) {
        return new PurgeScope(project.id(), Optional.of(patient));
    }
}
