package org.isocenter.training.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The state of a network: arrays by torchvision's or timm's name, in the order of its state dict.
 *
 * @param tensors by name, in order
 */
public record Weights(Map<String, Tensor> tensors) {
    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The array of a name; there must be one. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor " + name);
        }
        return tensor;
    }

    /** These arrays under another prefix, such as {@code encoder.}. */
    public Weights under(String prefix) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> named.put(prefix + name, tensor));
        return new Weights(named);
    }

    /** The arrays of a prefix, without it. */
    public Weights of(String prefix) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                named.put(name.substring(prefix.length()), tensor);
            }
        });
        return new Weights(named);
    }

    /** Both together; no name may be in both. */
    public Weights and(Weights other) {
        Map<String, Tensor> both = new LinkedHashMap<>(tensors);
        other.tensors.forEach((name, tensor) -> {
            if (both.put(name, tensor) != null) {
                throw new IllegalArgumentException("two tensors are named " + name);
            }
        });
        return new Weights(both);
    }

    /** How far these weights lie from others of the same names: |this - other| / |other| over all values together. */
    public double relativeChange(Weights other) {
        double moved = 0;
        double size = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            float[] now = entry.getValue().values();
            float[] then = other.get(entry.getKey()).values();
            moved += squares(now, then);
            size += squares(then, new float[then.length]);
        }
        return Math.sqrt(moved / size);
    }

    private static double squares(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> ((double) a[i] - b[i]) * ((double) a[i] - b[i]))
                .sum();
    }
}
