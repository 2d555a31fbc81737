package org.isocenter.training.worker;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.Parameters;

/**
 * The parameters of an EVALUATE job.
 *
 * @param head what is measured
 * @param cohortVersion whose test patients are measured; the head's own where it is not given
 * @param labelSet what is true of them; the head's own where it is not given
 */
record EvaluatePlan(UUID head, Optional<UUID> cohortVersion, Optional<UUID> labelSet) {

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static EvaluatePlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        EvaluatePlan plan = new EvaluatePlan(
                parameters.id("head"), parameters.optionalId("cohortVersion"), parameters.optionalId("labelSet"));
        parameters.nothingElse();
        return plan;
    }

    /** Refuses what the project does not have. */
    void check(ProjectId project, Holdings holdings) {
        holdings.head(project, head);
        cohortVersion.ifPresent(version -> holdings.cohortVersion(project, version));
        labelSet.ifPresent(set -> holdings.frozenLabels(project, set));
    }
}
