package org.isocenter.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.testing.GoldenTensors;

/** One golden case: its inputs as arrays, and what loss and gradients must be. */
public final class GoldenLoss {
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/losses.safetensors"));
    private static final JsonNode CASES =
            GoldenTensors.json(SharedData.golden("ssl/losses.json")).get("cases");

    private final String name;
    private final JsonNode golden;

    public GoldenLoss(String name) {
        this.name = name;
        this.golden = CASES.get(name);
    }

    public double parameter(String key) {
        return golden.get("params").get(key).asDouble();
    }

    boolean flag(String key) {
        return golden.get("params").path(key).asBoolean();
    }

    /** A number that the case gives besides the loss. */
    public double scalar(String key) {
        return golden.get("scalars").get(key).asDouble();
    }

    /** An output of the case besides the loss. */
    public double[] output(String key) {
        return ARRAYS.doubles(name + "/out/" + key);
    }

    /** Runs a loss on the case and compares value and gradients of these inputs. */
    public void mustEqual(Function<Map<String, NDArray>, NDArray> loss, List<String> differentiated) {
        mustEqual(loss, differentiated, 1e-5);
    }

    /** The same with the tolerance of the gradients, relative to the largest; those beyond a stop-gradient must be exactly zero. */
    void mustEqual(Function<Map<String, NDArray>, NDArray> loss, List<String> differentiated, double relative) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> inputs = inputs(manager);
            try (Gradients gradients = Gradients.record()) {
                NDArray value = loss.apply(inputs);
                gradients.backward(value);
                double expected = golden.get("loss").asDouble();
                assertThat(value.getShape()).isEqualTo(new Shape());
                assertThat((double) value.getFloat()).as(name).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
            }
            for (String input : differentiated) {
                double tolerance =
                        relative * golden.get("grad_max_abs").get(input).asDouble();
                double[] expected = ARRAYS.doubles(name + "/grad/" + input);
                float[] actual = inputs.get(input).getGradient().toFloatArray();
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) actual[i])
                            .as("%s, gradient of %s at %d", name, input, i)
                            .isCloseTo(expected[i], within(tolerance));
                }
            }
            golden.get("zero_grad_inputs").forEach(input -> assertThat(
                            inputs.get(input.asText()).getGradient().toFloatArray())
                    .as("%s, gradient of %s", name, input.asText())
                    .containsOnly(0));
        }
    }

    /** The inputs of the case by name; all but whole numbers want a gradient. */
    public Map<String, NDArray> inputs(NDManager manager) {
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        golden.get("inputs").properties().forEach(entry -> {
            String input = entry.getKey();
            String path = name + "/in/" + input;
            Shape shape = shape(entry.getValue());
            if (ARRAYS.isWhole(path)) {
                long[] whole = Arrays.stream(ARRAYS.doubles(path))
                        .mapToLong(v -> (long) v)
                        .toArray();
                inputs.put(input, manager.create(whole, shape));
            } else {
                NDArray array = manager.create(ARRAYS.floats(path), shape);
                array.setRequiresGradient(true);
                inputs.put(input, array);
            }
        });
        return inputs;
    }

    private static Shape shape(JsonNode sizes) {
        long[] shape = new long[sizes.size()];
        Arrays.setAll(shape, i -> sizes.get(i).asLong());
        return new Shape(shape);
    }
}
