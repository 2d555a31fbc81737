package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.optimizer.ParameterGroup;
import org.isocenter.training.optimizer.Schedule;

/** How a parameter follows the rates of a run. */
public enum Pace {
    /** By the schedule. */
    SCHEDULED,
    /** By the schedule's peak throughout: SimSiam's predictor, which has to keep up with what it predicts. */
    CONSTANT,
    /** By the schedule, but not in the first epoch: what assigns targets waits until there is something to assign. */
    LATE;

    /**
     * The parameters of a method in groups of one pace each.
     *
     * @param learningRate by step
     * @param peak the highest learning rate
     * @param weightDecay by step
     * @param firstEpoch steps that are the first epoch
     */
    public static List<ParameterGroup> groups(
            SslMethod method, Schedule learningRate, double peak, Schedule weightDecay, long firstEpoch) {
        return List.of(
                new ParameterGroup("scheduled", SCHEDULED.of(method), learningRate, weightDecay, 0),
                new ParameterGroup("constant", CONSTANT.of(method), Schedule.constant(peak), weightDecay, 0),
                new ParameterGroup("late", LATE.of(method), learningRate, weightDecay, firstEpoch));
    }

    private Map<String, NDArray> of(SslMethod method) {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        method.parameters().forEach((name, array) -> {
            if (method.pace(name) == this) {
                parameters.put(name, array);
            }
        });
        return parameters;
    }
}
