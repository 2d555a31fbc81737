package org.isocenter.platform.job;

import java.util.Map;
import org.isocenter.platform.project.ProjectId;

/** Looks at the parameters of one kind of job before it is queued; found by injection. */
public interface JobValidator {

    JobKind kind();

    /** Throws {@code INVALID_PLAN} naming the parameter and its range. */
    void validate(ProjectId project, Map<String, Object> parameters);
}
