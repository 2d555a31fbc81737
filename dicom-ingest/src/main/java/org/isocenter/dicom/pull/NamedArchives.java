package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.work.Parameters;

/** The archive that a job names: asked for before the job is queued, and again when it is done. */
@ApplicationScoped
public class NamedArchives {
    private final Projects projects;
    private final RemoteArchives archives;

    public NamedArchives(Projects projects, RemoteArchives archives) {
        this.projects = projects;
        this.archives = archives;
    }

    /**
     * An archive and who asks it.
     *
     * @param project the owner of the job and of the entry
     * @param archive as it is now
     */
    public record Named(Project project, RemoteArchive archive) {}

    /** Refuses a name that the project has not, with {@code INVALID_PLAN} and those that it has. */
    public void require(ProjectId project, String name) {
        if (archives.find(project, name).isEmpty()) {
            throw Parameters.wrong(
                    "pacs",
                    "must be one of "
                            + archives.of(project).stream()
                                    .map(RemoteArchive::name)
                                    .toList(),
                    name);
        }
    }

    /** The archive of a job that was queued; {@code NOT_FOUND} where it was removed since. */
    public Named of(Job job, String name) {
        return projects.find(job.project())
                .flatMap(project -> archives.find(project.id(), name).map(archive -> new Named(project, archive)))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND,
                        "Expected the archive that the job names; it was removed since it was submitted."));
    }
}
