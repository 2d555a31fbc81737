package org.isocenter.training.loop;

/**
 * How long a run is.
 *
 * @param steps of the whole run, at least 1
 * @param checkpointSteps a checkpoint is kept after so many steps and at the end of each epoch, at least 1
 */
public record PretrainingPlan(long steps, int checkpointSteps) {
    public PretrainingPlan {
        if (steps < 1 || checkpointSteps < 1) {
            throw new IllegalArgumentException(
                    "a run has at least one step and one step between checkpoints, not %d and %d"
                            .formatted(steps, checkpointSteps));
        }
    }
}
