package org.isocenter.training.encoder;

import java.util.Arrays;

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
    private static final int COLOURS = 3;

    /** What an array does in the network. */
    public enum Role {
        /** (out, in / groups, rows, columns) of a network with batch normalisation. */
        CONVOLUTION,
        /** (out, in) or (out, in / groups, rows, columns) of a network with layer normalisation. */
        PROJECTION,
        /** A token, (1, 1, width). */
        TOKEN,
        /** Positions of the class token and of a square grid of patches, (1, 1 + side · side, width). */
        POSITIONS,
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

    /**
     * Whether an array of a file can be this one. Its shape is the same, but for two: a stem may see one grey channel, and positions may be those of
     * another square grid, because images of any channels and size are taken anyway.
     */
    boolean fits(long[] other) {
        long[] own = shape.clone();
        boolean stem = shape.length == 4 && shape[1] == COLOURS;
        if (stem && other.length == shape.length && other[1] == 1) {
            own[1] = 1;
        }
        if (role == Role.POSITIONS && other.length == shape.length && isSquare(other[1] - 1)) {
            own[1] = other[1];
        }
        return Arrays.equals(own, other);
    }

    private static boolean isSquare(long count) {
        long side = Math.round(Math.sqrt((double) count));
        return side > 0 && side * side == count;
    }

    /** Whether an optimiser moves it. */
    public boolean isTrained() {
        return role != Role.RUNNING_MEAN && role != Role.RUNNING_VARIANCE;
    }
}
