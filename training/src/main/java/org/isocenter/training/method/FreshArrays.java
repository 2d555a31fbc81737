package org.isocenter.training.method;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.isocenter.training.weights.Tensor;

/** Arrays before any training, drawn one after the other from one seed. */
final class FreshArrays {
    private final SplittableRandom random;

    FreshArrays(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Uniform within ±bound. */
    Tensor uniform(double bound, long... shape) {
        float[] values = new float[(int) Tensor.count(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return new Tensor(shape, values);
    }

    /** Normal with mean 0. */
    Tensor normal(double spread, long... shape) {
        float[] values = new float[(int) Tensor.count(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return new Tensor(shape, values);
    }

    /** The same value everywhere. */
    static Tensor constant(float value, long... shape) {
        float[] values = new float[(int) Tensor.count(shape)];
        Arrays.fill(values, value);
        return new Tensor(shape, values);
    }
}
