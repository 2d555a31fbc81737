package org.isocenter.training.worker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.work.Parameters;

/**
 * The parameters of a PREDICT job: exactly one of cohort version and instances.
 *
 * @param head what predicts
 * @param cohortVersion all of whose frames are looked at
 * @param instances the frames to look at
 */
record PredictPlan(UUID head, Optional<UUID> cohortVersion, Optional<Set<FrameId>> instances) {

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static PredictPlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        PredictPlan plan = new PredictPlan(
                parameters.id("head"), parameters.optionalId("cohortVersion"), parameters.frames("instances"));
        parameters.nothingElse();
        if (plan.cohortVersion.isPresent() == plan.instances.isPresent()) {
            throw Parameters.wrong(
                    "instances",
                    "must be given where there is no cohortVersion, and only there",
                    plan.instances.isPresent() ? "beside a cohortVersion" : "missing too");
        }
        return plan;
    }

    /** Refuses what the project does not have. */
    void check(ProjectId project, Holdings holdings) {
        holdings.headInUse(project, head);
        cohortVersion.ifPresent(version -> holdings.cohortVersion(project, version));
    }
}
