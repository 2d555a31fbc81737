package org.isocenter.platform.curation;

import java.util.Map;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;

/**
 * A finding of curation: a reason to look, never a deletion.
 *
 * @param id its identifier
 * @param project its owner
 * @param job the run that found it
 * @param frame what was found
 * @param issue what may be wrong
 * @param score 0 to 1, higher is more certain
 * @param reason one sentence for the steward
 * @param evidence JSON values: the measured figures, the other frame of a pair
 */
public record Flag(
        UUID id,
        ProjectId project,
        UUID job,
        FrameId frame,
        CurationIssue issue,
        double score,
        String reason,
        Map<String, Object> evidence) {
    public Flag {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a flag's score lies between 0 and 1, not " + score);
        }
        evidence = Map.copyOf(evidence);
    }
}
