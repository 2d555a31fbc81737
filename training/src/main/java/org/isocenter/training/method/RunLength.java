package org.isocenter.training.method;

/**
 * How long a run is, on which schedules hang.
 *
 * @param steps of the whole run
 * @param stepsPerEpoch of one pass over the images
 * @param batchSize images per step
 */
public record RunLength(long steps, long stepsPerEpoch, int batchSize) {
    public RunLength {
        if (steps < 1 || stepsPerEpoch < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "a run and an epoch have at least one step and a step one image, not %d, %d and %d"
                            .formatted(steps, stepsPerEpoch, batchSize));
        }
    }
}
