package org.isocenter.platform.pacs;

import org.isocenter.platform.project.ProjectId;

/**
 * An archive that a project pulls from.
 *
 * @param project its owner
 * @param name 1 to 64 letters, digits, dots, hyphens and underscores; unique in its project
 * @param connection how it is reached
 * @param limits how it may be loaded
 */
public record RemoteArchive(ProjectId project, String name, Connection connection, PullLimits limits) {
    public RemoteArchive {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "an archive's name has 1 to 64 letters, digits, dots, hyphens and underscores");
        }
    }
}
