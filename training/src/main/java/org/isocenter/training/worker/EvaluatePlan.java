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
 * @param against another head that is measured on the same test patients and compared with it
 * @param cohortVersion whose test patients are measured; the head's own where it is not given
 * @param labelSet what is true of them; the head's own where it is not given
 * @param acceptNearDuplicates whether test images that nearly equal a training image are measured, and every figure given with and without them; else they
 *     are refused
 */
record EvaluatePlan(
        UUID head,
        Optional<UUID> against,
        Optional<UUID> cohortVersion,
        Optional<UUID> labelSet,
        boolean acceptNearDuplicates) {

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static EvaluatePlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        EvaluatePlan plan = new EvaluatePlan(
                parameters.id("head"),
                parameters.optionalId("against"),
                parameters.optionalId("cohortVersion"),
                parameters.optionalId("labelSet"),
                parameters.flag("acceptNearDuplicates", false));
        parameters.nothingElse();
        if (plan.against.filter(plan.head::equals).isPresent()) {
            throw Parameters.wrong("against", "must be another head than head", plan.head);
        }
        return plan;
    }

    /** Refuses what the project does not have. */
    void check(ProjectId project, Holdings holdings) {
        holdings.head(project, head);
        against.ifPresent(other -> holdings.head(project, other));
        cohortVersion.ifPresent(version -> holdings.cohortVersion(project, version));
        labelSet.ifPresent(set -> holdings.frozenLabels(project, set));
    }
}
