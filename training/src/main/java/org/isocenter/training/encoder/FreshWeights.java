package org.isocenter.training.encoder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/** Weights before any training: convolutions normal with variance 2 / fan-out (He et al. 2015), gains 1, biases 0, as in torchvision and timm. */
final class FreshWeights {
    static Weights of(Architecture architecture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : architecture.parameters()) {
            float[] values = new float[(int) Tensor.count(parameter.shape())];
            switch (parameter.role()) {
                case CONVOLUTION -> fill(values, spread(parameter.shape()), random.split());
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
