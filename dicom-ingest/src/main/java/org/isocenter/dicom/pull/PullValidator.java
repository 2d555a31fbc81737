package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobValidator;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.Parameters;

/** Looks at the plan of a pull before it is queued. */
@ApplicationScoped
class PullValidator implements JobValidator {
    private final RemoteArchives archives;

    PullValidator(RemoteArchives archives) {
        this.archives = archives;
    }

    @Override
    public JobKind kind() {
        return JobKind.PULL;
    }

    @Override
    public void validate(ProjectId project, Map<String, Object> parameters) {
        PullPlan plan = PullPlan.of(parameters);
        if (archives.find(project, plan.archive()).isEmpty()) {
            throw Parameters.wrong(
                    "pacs",
                    "must be one of "
                            + archives.of(project).stream()
                                    .map(RemoteArchive::name)
                                    .toList(),
                    plan.archive());
        }
    }
}
