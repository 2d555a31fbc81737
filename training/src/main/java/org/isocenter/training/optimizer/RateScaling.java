package org.isocenter.training.optimizer;

/** How a published base rate grows with the images of one step. */
public enum RateScaling {
    /** The base is the rate. */
    NONE,
    /** {@code base · B / 256}. */
    LINEAR,
    /** {@code base · √B}, SimCLR's rule for small batches. */
    SQUARE_ROOT,
    /** {@code base · √(B / 1024)}, DINOv2's. */
    SQUARE_ROOT_1024;

    /** The learning rate of batches of so many images. */
    public double rate(double base, int batchSize) {
        return switch (this) {
            case NONE -> base;
            case LINEAR -> base * batchSize / 256;
            case SQUARE_ROOT -> base * Math.sqrt(batchSize);
            case SQUARE_ROOT_1024 -> base * Math.sqrt(batchSize / 1024.0);
        };
    }
}
