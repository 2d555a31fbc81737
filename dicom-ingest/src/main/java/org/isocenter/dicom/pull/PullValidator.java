package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobValidator;
import org.isocenter.platform.project.ProjectId;

/** Looks at the plan of a pull before it is queued. */
@ApplicationScoped
class PullValidator implements JobValidator {
    private final NamedArchives archives;

    PullValidator(NamedArchives archives) {
        this.archives = archives;
    }

    @Override
    public JobKind kind() {
        return JobKind.PULL;
    }

    @Override
    public void validate(ProjectId project, Map<String, Object> parameters) {
        archives.require(project, PullPlan.of(parameters).archive());
    }
}
