package org.isocenter.platform.result;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.study.InstanceRecord;

/**
 * What a head says about one frame.
 *
 * @param instance whose frame it is
 * @param frame counted from 0
 * @param probabilities by class in the order of the label scheme, 0..1; empty for a head that draws
 * @param mask what it drew; empty for a head that classifies
 * @param abstention why it does not answer; empty where it does
 */
public record FrameResult(
        InstanceRecord instance,
        int frame,
        Map<String, Double> probabilities,
        Optional<DrawnMask> mask,
        Optional<String> abstention) {
    public FrameResult {
        probabilities = new LinkedHashMap<>(probabilities);
    }
}
