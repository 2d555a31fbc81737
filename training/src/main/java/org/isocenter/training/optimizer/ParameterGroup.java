package org.isocenter.training.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Parameters that move together by schedules of their own.
 *
 * @param name of the group, which its state carries
 * @param parameters by name; those of two and more dimensions decay
 * @param learningRate by step, of all parameters
 * @param weightDecay by step
 * @param restingSteps first steps in which they stay as they are and nothing of them is remembered
 */
public record ParameterGroup(
        String name, Map<String, NDArray> parameters, Schedule learningRate, Schedule weightDecay, long restingSteps) {

    boolean rests(long step) {
        return step < restingSteps;
    }

    Rates rates(long step) {
        return Rates.of(learningRate.at(step), weightDecay.at(step));
    }
}
