package org.isocenter.training.encoder;

/**
 * One array of an encoder's state.
 *
 * @param name as in torchvision or timm
 * @param shape its sides
 * @param role what it does
 * @param stage 0 for the stem, then counted towards the output
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Parameter(String name, long[] shape, Role role, int stage) {
    /** What an array does in the network. */
    public enum Role {
        /** (out, in / groups, rows, columns) of a network with batch normalisation. */
        CONVOLUTION,
        /** (out, in) or (out, in / groups, rows, columns) of a network with layer normalisation. */
        PROJECTION,
        /** A token, or the positions of all, (1, tokens, width). */
        EMBEDDING,
        /** Factor of a residual branch, (channels). */
        LAYER_SCALE,
        /** Gain of a normalisation, (channels). */
        GAIN,
        /** Bias of a normalisation or projection, (channels). */
        BIAS,
        /** Running mean of a batch normalisation, (channels); not trained. */
        RUNNING_MEAN,
        /** Running variance of a batch normalisation, (channels); not trained. */
        RUNNING_VARIANCE
    }

    /** Whether an optimiser moves it. */
    public boolean isTrained() {
        return role != Role.RUNNING_MEAN && role != Role.RUNNING_VARIANCE;
    }
}
