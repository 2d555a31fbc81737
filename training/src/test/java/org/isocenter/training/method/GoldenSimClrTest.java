package org.isocenter.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.NtXentLoss;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.Lars;
import org.isocenter.training.optimizer.Optimizer;
import org.isocenter.training.optimizer.Rates;
import org.isocenter.training.optimizer.Sgd;
import org.isocenter.training.optimizer.UpdateRule;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.Test;

class GoldenSimClrTest {
    private static final String FOLDER = "ssl/pretraining-trajectory/";
    private static final JsonNode RUNS = GoldenTensors.json(SharedData.golden("ssl/pretraining-trajectory.json"))
            .get("methods");
    private static final float[] VIEWS =
            new GoldenTensors(SharedData.golden(FOLDER + "views.safetensors")).floats("global");
    private static final int STEPS = 10;
    private static final int BATCH = 16;
    private static final Shape VIEW_PAIRS = new Shape(2 * BATCH, 3, 16, 16);

    @Test
    void ten_steps_with_momentum_equal_the_golden_run() {
        follow("simclr_sgd", Sgd.usual());
    }

    @Test
    void ten_steps_with_layer_wise_rates_equal_the_golden_run() {
        follow("simclr_lars", Lars.simClr());
    }

    @Test
    void three_hundred_steps_of_training_keep_the_number_of_arrays() {
        GoldenTensors arrays = new GoldenTensors(SharedData.golden(FOLDER + "simclr_sgd.safetensors"));
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ToyNetwork network = new ToyNetwork(manager, arrays);
            Optimizer optimizer = new Optimizer(AdamW.usual(), Clipping.none(), network.parameters());
            int before = 0;
            for (int t = 0; t < 301; t++) {
                double loss = backward(network, manager, t % STEPS);
                assertThat(optimizer.step(Rates.of(1e-3, 0.05))).isFinite();
                assertThat(loss).isFinite();
                if (t == 0) {
                    before = manager.getManagedArrays().size();
                }
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    private static void follow(String name, UpdateRule rule) {
        GoldenTensors arrays = new GoldenTensors(SharedData.golden(FOLDER + name + ".safetensors"));
        JsonNode run = RUNS.get(name);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ToyNetwork network = new ToyNetwork(manager, arrays);
            Optimizer optimizer = new Optimizer(rule, Clipping.none(), network.parameters());
            for (int t = 0; t < STEPS; t++) {
                double loss = backward(network, manager, t);
                assertThat(loss)
                        .as("%s, loss at %d", name, t)
                        .isCloseTo(run.get("loss_float64").get(t).asDouble(), within(2e-5));
                optimizer.step(Rates.of(run.get("lr").get(t).asDouble(), 1e-4));
            }
            network.state().forEach((key, array) -> assertEqual(array, arrays.doubles("final64/" + key), key));
        }
    }

    /** The first views come first, so that every batch norm sees both views of all images at once. */
    private static double backward(ToyNetwork network, NDManager manager, int t) {
        int size = (int) VIEW_PAIRS.size();
        try (NDManager step = manager.newSubManager();
                Gradients gradients = Gradients.record()) {
            NDArray images = step.create(Arrays.copyOfRange(VIEWS, t * size, (t + 1) * size), VIEW_PAIRS);
            NDArray embeddings = network.embed(images);
            NDArray loss = new NtXentLoss(0.5).of(embeddings.get(":" + BATCH), embeddings.get(BATCH + ":"));
            gradients.backward(loss);
            return loss.getFloat();
        }
    }

    private static void assertEqual(NDArray array, double[] expected, String name) {
        float[] actual = array.toFloatArray();
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as(name).isCloseTo(expected[i], within(1e-4));
        }
    }
}
