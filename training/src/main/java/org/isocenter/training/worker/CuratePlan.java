package org.isocenter.training.worker;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.Parameters;

/**
 * The parameters of a CURATE job.
 *
 * @param cohortVersion whose images are looked at
 * @param encoder whose features say which images are alike
 * @param labelSet labels of the training patients that may be doubted
 * @param imageSize side in pixels at which the encoder looks
 * @param seed of the divisions into folds
 */
record CuratePlan(UUID cohortVersion, UUID encoder, Optional<UUID> labelSet, int imageSize, long seed) {

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static CuratePlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        CuratePlan plan = new CuratePlan(
                parameters.id("cohortVersion"),
                parameters.id("encoder"),
                parameters.optionalId("labelSet"),
                parameters.integer("imageSize", 32, 512, 64),
                parameters.seed("seed"));
        parameters.nothingElse();
        return plan;
    }

    /** Refuses what the project does not have. */
    void check(ProjectId project, Holdings holdings) {
        holdings.cohortVersion(project, cohortVersion);
        holdings.encoder(project, encoder);
        labelSet.ifPresent(set -> holdings.frozenLabels(project, set));
    }
}
