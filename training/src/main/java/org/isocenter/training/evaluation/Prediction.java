package org.isocenter.training.evaluation;

import java.util.Map;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;

/**
 * What a head said about one test frame, beside what is known.
 *
 * @param frame which
 * @param patient whose frame it is
 * @param truth the right class, or the classes of its mask joined by {@code ;}
 * @param probabilities by class; empty for masks
 * @param maskPng the predicted mask as an 8-bit grey PNG, 0 background, k the k-th class; empty for classes
 * @param score probability of the right class, or Dice
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Prediction(
        FrameId frame,
        Pseudonym patient,
        String truth,
        Map<String, Double> probabilities,
        byte[] maskPng,
        double score) {
    public Prediction {
        probabilities = Map.copyOf(probabilities);
    }
}
