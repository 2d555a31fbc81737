package org.isocenter.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.ViewBatch;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.ViewProfile;
import org.junit.jupiter.api.Test;

class SwavTest {
    private static final int BATCH = 16;
    private static final int WIDTH = 128;

    @Test
    void the_queue_holds_the_newest_embeddings_first_and_forgets_the_oldest() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(ToyEncoders.convolutions(), manager, 1);
                Swav method = new Swav(setup(encoder, manager))) {
            float[] first = queueAfter(method, manager, 0);
            assertThat(norms(first)).startsWith(1.0, 1.0).endsWith(0.0, 0.0); // one of two batches is there
            float[] second = queueAfter(method, manager, 1);
            assertThat(batch(second, 1)).isEqualTo(batch(first, 0));
            assertThat(batch(queueAfter(method, manager, 2), 1)).isEqualTo(batch(second, 0));
        }
    }

    @Test
    void prototypes_have_length_one_after_each_loss() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(ToyEncoders.convolutions(), manager, 1);
                Swav method = new Swav(setup(encoder, manager))) {
            queueAfter(method, manager, 0);
            assertThat(norms(method.state().get("prototypes").toFloatArray()))
                    .hasSize(300)
                    .allMatch(norm -> Math.abs(norm - 1) < 1e-5);
        }
    }

    private static MethodSetup setup(Encoder encoder, NDManager manager) {
        return new MethodSetup(
                encoder,
                manager,
                ViewProfile.NATURAL,
                16,
                true,
                0.1,
                0.75,
                Pairs.PATIENT,
                List.of(),
                new RunLength(8, 4, BATCH),
                1);
    }

    /** The queue of the first global view after the loss of a step of the golden views. */
    private static float[] queueAfter(Swav method, NDManager manager, int number) {
        ViewBatch views = GoldenRun.views(number, true);
        try (NDManager step = manager.newSubManager()) {
            assertThat(method.loss(step, views, number).value().getFloat())
                    .isCloseTo((float) Math.log(300), within(1f));
        }
        NDArray queue = method.state().get("queue");
        return Arrays.copyOf(queue.toFloatArray(), 2 * BATCH * WIDTH);
    }

    private static float[] batch(float[] queue, int number) {
        return Arrays.copyOfRange(queue, number * BATCH * WIDTH, (number + 1) * BATCH * WIDTH);
    }

    private static List<Double> norms(float[] rows) {
        Double[] norms = new Double[rows.length / WIDTH];
        Arrays.setAll(norms, row -> {
            double squares = 0;
            for (int i = 0; i < WIDTH; i++) {
                squares += rows[row * WIDTH + i] * (double) rows[row * WIDTH + i];
            }
            return Math.round(1e5 * Math.sqrt(squares)) / 1e5;
        });
        return List.of(norms);
    }
}
