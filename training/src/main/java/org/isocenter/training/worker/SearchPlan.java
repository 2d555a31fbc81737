package org.isocenter.training.worker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.work.Parameters;

/**
 * The parameters of a SEARCH job: which images an encoder finds most like one.
 *
 * @param encoder in whose representation images are compared
 * @param like the image that is the example
 * @param cohortVersion whose frames are compared; all of the project where it is not given
 * @param top how many are given
 * @param imageSize side of the view in pixels
 */
record SearchPlan(UUID encoder, FrameId like, Optional<UUID> cohortVersion, int top, int imageSize) {
    private static final int MOST = 100;

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static SearchPlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        Set<FrameId> examples = parameters.frames("like").orElse(Set.of());
        if (examples.size() != 1) {
            throw Parameters.wrong(
                    "like", "must name one image, [{sopInstanceUid, frame}]", examples.size() + " images");
        }
        SearchPlan plan = new SearchPlan(
                parameters.id("encoder"),
                examples.iterator().next(),
                parameters.optionalId("cohortVersion"),
                parameters.integer("top", 1, MOST, 10),
                parameters.integer("imageSize", 32, 512, 64));
        parameters.nothingElse();
        return plan;
    }

    /** Refuses what the project does not have. */
    void check(ProjectId project, Holdings holdings) {
        holdings.encoder(project, encoder);
        cohortVersion.ifPresent(version -> holdings.cohortVersion(project, version));
    }
}
