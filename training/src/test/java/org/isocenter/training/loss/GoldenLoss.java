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
final class GoldenLoss {
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/losses.safetensors"));
    private static final JsonNode CASES =
            GoldenTensors.json(SharedData.golden("ssl/losses.json")).get("cases");

    private final String name;
    private final JsonNode golden;

    GoldenLoss(String name) {
        this.name = name;
        this.golden = CASES.get(name);
    }

    double parameter(String key) {
        return golden.get("params").get(key).asDouble();
    }

    boolean flag(String key) {
        return golden.get("params").path(key).asBoolean();
    }

    /** Runs a loss on the case and compares value and gradients of these inputs; the others are whole numbers. */
    void mustEqual(Function<Map<String, NDArray>, NDArray> loss, List<String> differentiated) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Map<String, NDArray> inputs = inputs(manager, differentiated);
            try (Gradients gradients = Gradients.record()) {
                NDArray value = loss.apply(inputs);
                gradients.backward(value);
                double expected = golden.get("loss").asDouble();
                assertThat(value.getShape()).isEqualTo(new Shape());
                assertThat((double) value.getFloat()).as(name).isCloseTo(expected, within(1e-5 * expected));
            }
            for (String input : differentiated) {
                double tolerance = 1e-5 * golden.get("grad_max_abs").get(input).asDouble();
                double[] expected = ARRAYS.doubles(name + "/grad/" + input);
                float[] actual = inputs.get(input).getGradient().toFloatArray();
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) actual[i])
                            .as("%s, gradient of %s at %d", name, input, i)
                            .isCloseTo(expected[i], within(tolerance));
                }
            }
        }
    }

    private Map<String, NDArray> inputs(NDManager manager, List<String> differentiated) {
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        golden.get("inputs").properties().forEach(entry -> {
            String input = entry.getKey();
            Shape shape = shape(entry.getValue());
            double[] values = ARRAYS.doubles(name + "/in/" + input);
            if (differentiated.contains(input)) {
                NDArray array = manager.create(ARRAYS.floats(name + "/in/" + input), shape);
                array.setRequiresGradient(true);
                inputs.put(input, array);
            } else {
                long[] whole = Arrays.stream(values).mapToLong(v -> (long) v).toArray();
                inputs.put(input, manager.create(whole, shape));
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
