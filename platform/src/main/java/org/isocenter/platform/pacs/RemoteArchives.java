package org.isocenter.platform.pacs;

import java.util.List;
import java.util.Optional;
import org.isocenter.platform.project.ProjectId;

/** Keeps the archives that projects pull from. */
public interface RemoteArchives {

    /** Adds an archive; {@code CONFLICT} where the project has one of this name. */
    RemoteArchive add(RemoteArchive archive);

    /** A project's archives by name. */
    List<RemoteArchive> of(ProjectId project);

    Optional<RemoteArchive> find(ProjectId project, String name);

    /** Those of a project that are reached over associations and call themselves by this title. */
    List<Connection.Dimse> titled(ProjectId project, String aeTitle);

    /** Forgets an archive, but not what came from it; {@code NOT_FOUND} where there is none. */
    void remove(ProjectId project, String name);
}
