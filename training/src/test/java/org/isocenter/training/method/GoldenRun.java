package org.isocenter.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.testing.GoldenTensors;
import org.isocenter.training.view.ViewProfile;

/** One run of the golden file: ten steps whose losses, and whose arrays afterwards, are known. */
final class GoldenRun {
    static final int STEPS = 10;
    private static final int BATCH = 16;
    private static final String FOLDER = "ssl/pretraining-trajectory/";
    private static final JsonNode RUNS = GoldenTensors.json(SharedData.golden("ssl/pretraining-trajectory.json"))
            .get("methods");
    static final GoldenTensors VIEWS = new GoldenTensors(SharedData.golden(FOLDER + "views.safetensors"));

    private final JsonNode run;
    private final GoldenTensors arrays;
    private final Function<String, String> goldenName;

    /**
     * A run.
     *
     * @param goldenName what the file calls an array of the method's state
     */
    GoldenRun(String name, Function<String, String> goldenName) {
        this.run = RUNS.get(name);
        this.arrays = new GoldenTensors(SharedData.golden(FOLDER + name + ".safetensors"));
        this.goldenName = goldenName;
    }

    /** A number of each step, such as {@code lr}. */
    Schedule schedule(String key) {
        return step -> run.get(key).get((int) Math.min(step, STEPS - 1)).asDouble();
    }

    /** Gives arrays the values at the start. */
    void begin(Map<String, NDArray> state) {
        state.forEach((name, array) -> array.set(arrays.floats("init/" + goldenName.apply(name))));
    }

    /** What methods of these runs are made from. */
    static MethodSetup setup(NDManager manager, Architecture architecture, double temperature) {
        return new MethodSetup(
                Encoder.random(architecture, manager, 1),
                manager,
                ViewProfile.NATURAL,
                16,
                true,
                temperature,
                0.75,
                Pairs.PATIENT,
                List.of(),
                new RunLength(STEPS, STEPS, BATCH),
                1);
    }

    /** The views of a step: two global ones of 16 pixels and, where asked for, two local ones of 8. */
    static ViewBatch views(int step, boolean local) {
        List<ImageBatch> global = images("global", step, 16);
        List<ImageBatch> all = local
                ? List.of(
                        global.get(0),
                        global.get(1),
                        images("local", step, 8).get(0),
                        images("local", step, 8).get(1))
                : global;
        return new ViewBatch(
                all, IntStream.range(0, BATCH).mapToObj(Integer::toString).toList());
    }

    private static List<ImageBatch> images(String name, int step, int side) {
        int size = BATCH * 3 * side * side;
        return IntStream.range(2 * step, 2 * step + 2)
                .mapToObj(view -> new ImageBatch(
                        Arrays.copyOfRange(VIEWS.floats(name), view * size, (view + 1) * size), BATCH, 3, side, side))
                .toList();
    }

    /** Takes the ten steps and compares. */
    void follow(
            SslMethod method,
            GroupedOptimizer optimizer,
            NDManager manager,
            BiFunction<NDManager, Integer, NDArray> loss) {
        for (int t = 0; t < STEPS; t++) {
            try (NDManager step = manager.newSubManager();
                    Gradients gradients = Gradients.record()) {
                NDArray value = loss.apply(step, t);
                assertThat((double) value.getFloat())
                        .as("loss at %d", t)
                        .isCloseTo(run.get("loss_float64").get(t).asDouble(), within(2e-5));
                gradients.backward(value);
            }
            optimizer.step(t);
            method.afterStep(t);
        }
        Set<String> noise = new HashSet<>();
        run.get("noise_dominated_parameters").forEach(name -> noise.add(name.asText()));
        method.state().forEach((name, array) -> {
            String golden = goldenName.apply(name);
            mustEqual(array, golden, noise.contains(golden));
        });
    }

    /** The middle third of a noisy array, the bias of the keys, has no gradient but rounding. */
    private void mustEqual(NDArray array, String name, boolean noisy) {
        double[] expected = arrays.doubles("final64/" + name);
        float[] actual = array.toFloatArray();
        assertThat(actual).as(name).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (!noisy || i < expected.length / 3 || i >= 2 * expected.length / 3) {
                assertThat((double) actual[i]).as(name).isCloseTo(expected[i], within(1e-4));
            }
        }
    }
}
