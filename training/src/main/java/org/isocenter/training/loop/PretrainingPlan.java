package org.isocenter.training.loop;

import org.isocenter.training.optimizer.Schedule;

/**
 * How long a run is and how its rates go.
 *
 * @param steps of the whole run, at least 1
 * @param learningRate by step
 * @param weightDecay by step
 * @param checkpointSteps a checkpoint is kept after so many steps and at the end of each epoch, at least 1
 */
public record PretrainingPlan(long steps, Schedule learningRate, Schedule weightDecay, int checkpointSteps) {
    public PretrainingPlan {
        if (steps < 1 || checkpointSteps < 1) {
            throw new IllegalArgumentException(
                    "a run has at least one step and one step between checkpoints, not %d and %d"
                            .formatted(steps, checkpointSteps));
        }
    }
}
