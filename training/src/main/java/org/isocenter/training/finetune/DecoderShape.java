package org.isocenter.training.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.encoder.Architecture.FeatureMap;
import org.isocenter.training.encoder.Parameter;
import org.isocenter.training.encoder.Parameter.Role;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * The state of a decoder, without values.
 *
 * @param maps of the encoder, from fine to coarse
 * @param classes besides the background
 */
record DecoderShape(List<FeatureMap> maps, int classes) {
    /** Channels at strides 1, 2, 4, 8 and 16; coarser places have as many as the last. */
    private static final List<Integer> WIDTHS = List.of(16, 24, 32, 64, 128);

    DecoderShape {
        maps = List.copyOf(maps);
    }

    /** How often the coarsest map is doubled until it has the image's size. */
    int levels() {
        return Integer.numberOfTrailingZeros(maps.get(maps.size() - 1).stride());
    }

    /** Its arrays, in the order in which the kernel counts them. */
    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        int in = maps.get(maps.size() - 1).channels();
        for (int level = 0; level < levels(); level++) {
            int out = WIDTHS.get(Math.min(levels() - 1 - level, WIDTHS.size() - 1));
            boolean joins = level < maps.size() - 1;
            int joined = joins ? in + maps.get(maps.size() - 2 - level).channels() : in;
            convolution(parameters, level, 0, out, joined);
            if (joins) {
                convolution(parameters, level, 1, out, out);
            }
            in = out;
        }
        parameters.add(new Parameter("score.weight", new long[] {classes + 1, in, 1, 1}, Role.CONVOLUTION, levels()));
        parameters.add(new Parameter("score.bias", new long[] {classes + 1}, Role.BIAS, levels()));
        return parameters;
    }

    private static void convolution(List<Parameter> parameters, int level, int place, long out, long in) {
        String name = "blocks.%d.%d.".formatted(level, place);
        parameters.add(new Parameter(name + "conv.weight", new long[] {out, in, 3, 3}, Role.CONVOLUTION, level));
        parameters.add(new Parameter(name + "bn.weight", new long[] {out}, Role.GAIN, level));
        parameters.add(new Parameter(name + "bn.bias", new long[] {out}, Role.BIAS, level));
        parameters.add(new Parameter(name + "bn.running_mean", new long[] {out}, Role.RUNNING_MEAN, level));
        parameters.add(new Parameter(name + "bn.running_var", new long[] {out}, Role.RUNNING_VARIANCE, level));
    }

    /** Values to begin with: filters normal with variance 2 / fan-in (He et al. 2015), gains 1, biases 0. */
    Weights fresh(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : parameters()) {
            float[] values = new float[(int) Tensor.count(parameter.shape())];
            switch (parameter.role()) {
                case CONVOLUTION -> fill(values, Math.sqrt(2.0 * parameter.shape()[0] / values.length), random.split());
                case GAIN, RUNNING_VARIANCE -> Arrays.fill(values, 1);
                case BIAS, RUNNING_MEAN -> Arrays.fill(values, 0);
                default -> throw new IllegalStateException("a decoder has no " + parameter.role());
            }
            tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
        }
        return new Weights(tensors);
    }

    private static void fill(float[] values, double spread, SplittableRandom random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
    }

    /** Refuses weights with {@code WEIGHTS_MISMATCH} where an array is missing or has another shape. */
    void requireFit(Weights weights) {
        for (Parameter parameter : parameters()) {
            Tensor tensor = weights.tensors().get(parameter.name());
            String found = tensor == null ? "no such tensor" : Arrays.toString(tensor.shape());
            if (!found.equals(Arrays.toString(parameter.shape()))) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_MISMATCH,
                        "a decoder for this encoder needs the tensor %s of shape %s, the file has %s"
                                .formatted(parameter.name(), Arrays.toString(parameter.shape()), found));
            }
        }
    }
}
