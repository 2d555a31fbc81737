package org.isocenter.training.encoder;

/** What batch normalisation goes by. */
public enum BatchStatistics {
    /** The batch at hand, which also moves the running statistics: for training from a fresh start. */
    LIVE,
    /** The running statistics, which stay as they are: for use, and for training on with few images. */
    FIXED
}
