package org.isocenter.training.encoder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * Weights before any training, as in torchvision and timm: convolutions normal with variance 2 / fan-out (He et al. 2015); projections, tokens and
 * positions normal with deviation 0.02; gains 1, biases 0, factors of residual branches 1e-6.
 */
final class FreshWeights {
    private static final double PROJECTION_SPREAD = 0.02;
    private static final float LAYER_SCALE = 1e-6f;

    static Weights of(Architecture architecture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : architecture.parameters()) {
            float[] values = new float[(int) Tensor.count(parameter.shape())];
            switch (parameter.role()) {
                case CONVOLUTION -> fill(values, spread(parameter.shape()), random.split());
                case PROJECTION, TOKEN, POSITIONS -> fill(values, PROJECTION_SPREAD, random.split());
                case LAYER_SCALE -> Arrays.fill(values, LAYER_SCALE);
                case GAIN, RUNNING_VARIANCE -> Arrays.fill(values, 1);
                case BIAS, RUNNING_MEAN -> Arrays.fill(values, 0);
            }
            tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
        }
        return new Weights(tensors);
    }

    /** Standard deviation for (out, in / groups, rows, columns); a depthwise convolution feeds one channel from each. */
    private static double spread(long[] shape) {
        long out = shape[1] == 1 ? 1 : shape[0];
        return Math.sqrt(2.0 / (out * shape[2] * shape[3]));
    }

    private static void fill(float[] values, double spread, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
    }

    private FreshWeights() {}
}
