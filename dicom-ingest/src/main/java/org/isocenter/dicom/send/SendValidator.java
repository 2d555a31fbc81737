package org.isocenter.dicom.send;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.isocenter.dicom.pull.NamedArchives;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobValidator;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.work.Parameters;

/** Looks at what is to be sent before it is queued. */
@ApplicationScoped
class SendValidator implements JobValidator {
    private final NamedArchives archives;
    private final StudyIndex index;

    SendValidator(NamedArchives archives, StudyIndex index) {
        this.archives = archives;
        this.index = index;
    }

    @Override
    public JobKind kind() {
        return JobKind.SEND;
    }

    @Override
    public void validate(ProjectId project, Map<String, Object> parameters) {
        SendPlan plan = SendPlan.of(parameters);
        archives.require(project, plan.archive());
        int known = index.get(project, plan.instances()).size();
        int wanted = (int) plan.instances().stream().distinct().count();
        if (known < wanted) {
            throw Parameters.wrong(
                    "instances", "must be instances of the project", "with %d others".formatted(wanted - known));
        }
    }
}
