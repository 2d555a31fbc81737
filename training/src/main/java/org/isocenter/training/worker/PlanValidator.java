package org.isocenter.training.worker;

import java.util.Map;
import java.util.function.BiConsumer;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobValidator;
import org.isocenter.platform.project.ProjectId;

/** Reads the plan of one kind of job and looks for what it names. */
record PlanValidator(JobKind kind, BiConsumer<ProjectId, Map<String, Object>> check) implements JobValidator {

    @Override
    public void validate(ProjectId project, Map<String, Object> parameters) {
        check.accept(project, parameters);
    }
}
