package org.isocenter.training.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/** Weights and images that a formula gives, so that golden features need no file of weights; the formula is in the golden document. */
final class FormulaWeights {
    static Weights of(JsonNode golden, String model) {
        JsonNode node = golden.at("/models/" + model);
        double gain = node.get("gain").asDouble();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonNode entry : node.get("state_dict")) {
            long[] shape = new long[entry.get("shape").size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = entry.get("shape").get(i).asLong();
            }
            String name = entry.get("name").asText();
            String rule = entry.get("rule").asText();
            tensors.put(name, tensor(entry.get("k").asLong(), rule, shape, gain));
        }
        return new Weights(tensors);
    }

    /** The same formula for an architecture that the golden document has not; each batch normalisation ends with a counter. */
    static Weights of(Architecture architecture) {
        return of(architecture.parameters());
    }

    private static Weights of(List<Parameter> parameters) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long k = 0;
        for (Parameter parameter : parameters) {
            String rule =
                    switch (parameter.role()) {
                        case CONVOLUTION, PROJECTION -> "weight";
                        case TOKEN, POSITIONS -> "embed";
                        case LAYER_SCALE -> "layerscale";
                        case GAIN -> "gain";
                        case BIAS -> "bias";
                        case RUNNING_MEAN -> "mean";
                        case RUNNING_VARIANCE -> "var";
                    };
            tensors.put(parameter.name(), tensor(k, rule, parameter.shape(), 1));
            k += parameter.role() == Parameter.Role.RUNNING_VARIANCE ? 2 : 1;
        }
        return new Weights(tensors);
    }

    /** By the same formula for a file whose stem has one channel, and whose positions are those of a grid of this side. */
    static Weights ofOneChannel(Architecture architecture, int side) {
        List<Parameter> parameters = architecture.parameters().stream()
                .map(parameter -> {
                    long[] shape = parameter.shape().clone();
                    if (shape.length == 4 && shape[1] == 3) {
                        shape[1] = 1;
                    }
                    if (parameter.role() == Parameter.Role.POSITIONS) {
                        shape[1] = 1 + (long) side * side;
                    }
                    return new Parameter(parameter.name(), shape, parameter.role(), parameter.stage());
                })
                .toList();
        return of(parameters);
    }

    private static Tensor tensor(long k, String rule, long[] shape, double gain) {
        float[] values = new float[(int) Tensor.count(shape)];
        double fanIn = shape.length == 0 ? 1 : (double) values.length / shape[0];
        for (int i = 0; i < values.length; i++) {
            double u = uniform(k, i);
            double v = 2 * u - 1;
            values[i] = (float)
                    switch (rule) {
                        case "zero" -> 0;
                        case "mean", "bias" -> 0.05 * v;
                        case "var", "gain" -> 0.75 + 0.5 * u;
                        case "embed" -> 0.5 * v;
                        case "layerscale" -> 0.3 + 0.2 * u;
                        case "weight" -> v * (gain * Math.sqrt(3 / fanIn));
                        default -> throw new IllegalArgumentException("no rule " + rule);
                    };
        }
        return new Tensor(shape, values);
    }

    private static double uniform(long k, long i) {
        long z = (k + 1) * 0xD1B54A32D192ED03L + (i + 1) * 0x9E3779B97F4A7C15L;
        z ^= z >>> 30;
        z *= 0xBF58476D1CE4E5B9L;
        z ^= z >>> 27;
        z *= 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1p-53;
    }

    static float[] images(int count, int channels, int side) {
        return images(count, channels, side, side);
    }

    static float[] images(int count, int channels, int rows, int columns) {
        float[] values = new float[count * channels * rows * columns];
        int at = 0;
        for (int b = 0; b < count; b++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < columns; x++) {
                        values[at++] = (float) (1.6 * Math.sin(0.05 * (x + 1) * (c + 1) + 0.03 * y + 2.1 * b)
                                + 1.2 * Math.cos(0.35 * y * (b + 1) - 0.21 * x + 0.5 * c));
                    }
                }
            }
        }
        return values;
    }

    private FormulaWeights() {}
}
