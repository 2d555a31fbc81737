package org.isocenter.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/optimizers.safetensors"));
    private static final JsonNode GOLDEN = GoldenTensors.json(SharedData.golden("ssl/optimizers.json"));
    private static final List<Integer> SAVED_AFTER = List.of(1, 2, 5, 20);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<String> cases() {
        Stream.Builder<String> names = Stream.builder();
        GOLDEN.get("cases").fieldNames().forEachRemaining(names::add);
        return names.build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twenty_steps_equal_the_golden_run(String name) {
        JsonNode golden = GOLDEN.get("cases").get(name);
        Map<String, NDArray> parameters = parameters(manager);
        try (Optimizer optimizer = new Optimizer(rule(name, golden), clipping(golden), parameters)) {
            for (int t = 0; t < 20; t++) {
                fillGradients(parameters, t);
                double norm = optimizer.step(rates(golden, t));
                JsonNode norms = golden.get("per_step").path("grad_norm_before_clip");
                if (!norms.isMissingNode()) {
                    assertThat(norm).isCloseTo(norms.get(t).asDouble(), within(1e-5));
                }
                if (SAVED_AFTER.contains(t + 1)) {
                    assertEqual(parameters, name + "/step" + (t + 1) + "/");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_restored_optimizer_goes_on_bit_for_bit(String name) {
        JsonNode golden = GOLDEN.get("cases").get(name);
        Map<String, NDArray> parameters = parameters(manager);
        Optimizer optimizer = new Optimizer(rule(name, golden), clipping(golden), parameters);
        run(optimizer, parameters, golden, 0, 7);
        Map<String, NDArray> copies = parameters(manager);
        copies.forEach((key, array) -> parameters.get(key).copyTo(array));
        Optimizer resumed = new Optimizer(rule(name, golden), clipping(golden), copies);
        resumed.restore(optimizer.state());

        run(optimizer, parameters, golden, 7, 20);
        run(resumed, copies, golden, 7, 20);

        parameters.forEach((key, array) ->
                assertThat(copies.get(key).toFloatArray()).as(key).isEqualTo(array.toFloatArray()));
        assertThat(resumed.state().get("steps").toLongArray()).containsExactly(20);
    }

    @Test
    void a_step_leaves_zero_gradients() {
        Map<String, NDArray> parameters = parameters(manager);
        Optimizer optimizer = new Optimizer(AdamW.usual(), Clipping.none(), parameters);
        fillGradients(parameters, 0);
        assertThat(optimizer.step(Rates.of(0.1, 0))).isPositive();
        parameters.values().forEach(parameter -> assertThat(
                        parameter.getGradient().abs().sum().getFloat())
                .isZero());
    }

    @Test
    void a_gradient_that_is_not_a_number_shows_in_the_norm() {
        NDArray weight = manager.ones(new Shape(2, 2));
        weight.setRequiresGradient(true);
        backward(Map.of("weight", weight), Map.of("weight", manager.full(new Shape(2, 2), Float.NaN)));
        Optimizer optimizer = new Optimizer(Sgd.usual(), Clipping.global(1), Map.of("weight", weight));
        assertThat(optimizer.step(Rates.of(0.1, 0))).isNaN();
    }

    @Test
    void a_token_does_not_decay_and_a_row_of_weights_does() {
        NDArray token = manager.ones(new Shape(1, 1, 3));
        NDArray row = manager.ones(new Shape(1, 3));
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        parameters.put("token", token);
        parameters.put("row", row);
        parameters.values().forEach(array -> array.setRequiresGradient(true));
        backward(parameters, Map.of("token", manager.zeros(new Shape(1, 1, 3)), "row", manager.zeros(new Shape(1, 3))));
        new Optimizer(Sgd.usual(), Clipping.none(), parameters).step(Rates.of(0.1, 0.5));
        assertThat(token.toFloatArray()).containsOnly(1f);
        assertThat(row.toFloatArray()).containsOnly(0.95f);
    }

    @Test
    void a_resting_group_stays_and_remembers_nothing_until_its_time_comes() {
        NDArray early = manager.ones(new Shape(2));
        NDArray late = manager.ones(new Shape(2));
        Map<String, NDArray> both = Map.of("early", early, "late", late);
        both.values().forEach(array -> array.setRequiresGradient(true));
        Schedule rate = Schedule.constant(0.1);
        GroupedOptimizer optimizer = new GroupedOptimizer(
                Sgd.usual(),
                Clipping.none(),
                List.of(
                        new ParameterGroup("now", Map.of("early", early), rate, Schedule.constant(0), 0),
                        new ParameterGroup("then", Map.of("late", late), rate, Schedule.constant(0), 2)));
        for (int t = 0; t < 3; t++) {
            backward(both, Map.of("early", manager.ones(new Shape(2)), "late", manager.ones(new Shape(2))));
            optimizer.step(t);
            assertThat(late.toFloatArray()).containsOnly(t < 2 ? 1f : 0.9f); // one step of one gradient, no momentum
            assertThat(late.getGradient().toFloatArray()).containsOnly(0f);
        }
        assertThat(early.toFloatArray()[0]).isLessThan(0.6f);
    }

    @Test
    void the_state_of_another_rule_is_refused() {
        Map<String, NDArray> parameters = parameters(manager);
        Optimizer sgd = new Optimizer(Sgd.usual(), Clipping.none(), parameters);
        Optimizer adamW = new Optimizer(AdamW.usual(), Clipping.none(), parameters);
        assertThatThrownBy(() -> adamW.restore(sgd.state()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("firstMoment/conv");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void three_hundred_steps_keep_the_number_of_arrays(String name) {
        JsonNode golden = GOLDEN.get("cases").get(name);
        Map<String, NDArray> parameters = parameters(manager);
        Optimizer optimizer = new Optimizer(rule(name, golden), clipping(golden), parameters);
        run(optimizer, parameters, golden, 0, 1);
        int before = arrays(manager, optimizer);
        for (int i = 0; i < 300; i++) {
            run(optimizer, parameters, golden, 0, 1);
        }
        assertThat(arrays(manager, optimizer)).isEqualTo(before);
    }

    /** Arrays of the parameters' manager and of those that the optimizer's state lives in. */
    private static int arrays(NDManager manager, Optimizer optimizer) {
        return Stream.concat(
                        Stream.of(manager), optimizer.state().values().stream().map(NDArray::getManager))
                .distinct()
                .mapToInt(owner -> owner.getManagedArrays().size())
                .sum();
    }

    private static void run(
            Optimizer optimizer, Map<String, NDArray> parameters, JsonNode golden, int from, int toExclusive) {
        for (int t = from; t < toExclusive; t++) {
            fillGradients(parameters, t);
            optimizer.step(rates(golden, t));
        }
    }

    private static UpdateRule rule(String name, JsonNode golden) {
        if (name.startsWith("adamw")) {
            JsonNode betas = golden.get("betas");
            return new AdamW(betas.get(0).asDouble(), betas.get(1).asDouble(), 1e-8);
        }
        return name.startsWith("lars")
                ? new Lars(0.9, 0.001, name.startsWith("lars_simclr"))
                : new Sgd(0.9, name.startsWith("sgd_nesterov"));
    }

    private static Clipping clipping(JsonNode golden) {
        return new Clipping(
                golden.path("clip_global_norm").asDouble(Double.POSITIVE_INFINITY),
                golden.path("clip_per_parameter_norm").asDouble(Double.POSITIVE_INFINITY));
    }

    private static Rates rates(JsonNode golden, int t) {
        JsonNode steps = golden.get("per_step");
        double rate = steps.get("lr").get(t).asDouble();
        return new Rates(
                rate,
                steps.path("lr_1d").path(t).asDouble(rate),
                steps.path("weight_decay")
                        .path(t)
                        .asDouble(golden.get("weight_decay").asDouble()));
    }

    private static Map<String, NDArray> parameters(NDManager manager) {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        GOLDEN.get("parameters").properties().forEach(entry -> {
            NDArray array = manager.create(ARRAYS.floats("init/" + entry.getKey()), shape(entry.getValue()));
            array.setRequiresGradient(true);
            parameters.put(entry.getKey(), array);
        });
        return parameters;
    }

    private static Shape shape(JsonNode sizes) {
        long[] shape = new long[sizes.size()];
        Arrays.setAll(shape, i -> sizes.get(i).asLong());
        return new Shape(shape);
    }

    /** Gives every parameter the recorded gradient of a step, by differentiating its product with it. */
    private static void fillGradients(Map<String, NDArray> parameters, int t) {
        try (NDManager step = parameters.get("conv").getManager().newSubManager()) {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            parameters.forEach((name, parameter) -> {
                int size = (int) parameter.getShape().size();
                float[] all = ARRAYS.floats("grad/" + name);
                gradients.put(
                        name, step.create(Arrays.copyOfRange(all, t * size, (t + 1) * size), parameter.getShape()));
            });
            backward(parameters, gradients);
        }
    }

    private static void backward(Map<String, NDArray> parameters, Map<String, NDArray> gradients) {
        try (NDManager step = gradients.values().iterator().next().getManager().newSubManager();
                Gradients recording = Gradients.record()) {
            NDArray total = step.create(0f);
            for (String name : parameters.keySet()) {
                NDArray product = gradients.get(name).mul(parameters.get(name));
                total = total.add(product.sum());
            }
            recording.backward(total);
        }
    }

    private static void assertEqual(Map<String, NDArray> parameters, String prefix) {
        parameters.forEach((name, parameter) -> {
            double[] expected = ARRAYS.doubles(prefix + name);
            float[] actual = parameter.toFloatArray();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) actual[i]).as(prefix + name).isCloseTo(expected[i], within(5e-5));
            }
        });
    }
}
