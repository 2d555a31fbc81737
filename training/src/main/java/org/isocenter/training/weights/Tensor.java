package org.isocenter.training.weights;

import java.util.Arrays;

/**
 * A dense array of float32.
 *
 * @param shape its sides; empty for a scalar
 * @param values row-major, as many as the shape says; the holder may pass the array on but no one writes to it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would double the memory of a network
public record Tensor(long[] shape, float[] values) {
    public Tensor {
        if (count(shape) != values.length) {
            throw new IllegalArgumentException("a tensor of shape %s needs %d values, not %d"
                    .formatted(Arrays.toString(shape), count(shape), values.length));
        }
    }

    /** Number of values of a shape. */
    public static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
