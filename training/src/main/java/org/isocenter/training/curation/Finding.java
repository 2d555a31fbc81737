package org.isocenter.training.curation;

import java.util.Map;
import org.isocenter.platform.curation.CurationIssue;

/**
 * A reason to look at one image.
 *
 * @param place of the image in the set
 * @param issue what may be wrong
 * @param score 0.5 to 1, higher is more certain
 * @param reason one sentence for the steward
 * @param evidence the figures behind it; {@code other} is the place of a pair's second image
 */
public record Finding(int place, CurationIssue issue, double score, String reason, Map<String, Object> evidence) {
    public Finding {
        evidence = Map.copyOf(evidence);
    }
}
