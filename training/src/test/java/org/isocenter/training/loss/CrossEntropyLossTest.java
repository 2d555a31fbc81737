package org.isocenter.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.isocenter.training.kernel.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyLossTest {
    private static final int CLASSES = 4;
    private static final int[] TARGET = {0, 3, 3, -100, 1, 2, 3};
    private static final List<Double> WEIGHTS = List.of(0.5, 2.0, 1.0, 0.25);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void value_and_gradient_equal_the_slow_version(double smoothing) {
        double[][] logits = logits();
        CrossEntropyLoss loss = new CrossEntropyLoss(WEIGHTS, smoothing);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray array = array(manager, logits);
            array.setRequiresGradient(true);
            try (Gradients gradients = Gradients.record()) {
                NDArray value = loss.of(array, target(manager));
                gradients.backward(value);
                assertThat((double) value.getFloat()).isCloseTo(slow(logits, WEIGHTS, smoothing), within(1e-5));
            }
            float[] gradient = array.getGradient().toFloatArray();
            for (int i = 0; i < gradient.length; i++) {
                assertThat((double) gradient[i]).isCloseTo(slope(logits, i, smoothing), within(1e-5));
            }
        }
    }

    @Test
    void without_weights_every_known_sample_counts_the_same() {
        double[][] logits = logits();
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray value = CrossEntropyLoss.plain(CLASSES).of(array(manager, logits), target(manager));
            assertThat((double) value.getFloat()).isCloseTo(slow(logits, List.of(1.0, 1.0, 1.0, 1.0), 0), within(1e-5));
        }
    }

    @Test
    void a_smoothing_of_one_is_refused() {
        assertThatThrownBy(() -> new CrossEntropyLoss(WEIGHTS, 1)).hasMessageContaining("below 1");
    }

    private static double slow(double[][] logits, List<Double> weights, double smoothing) {
        double sum = 0;
        double total = 0;
        for (int n = 0; n < TARGET.length; n++) {
            if (TARGET[n] >= 0) {
                double norm = Math.log(Arrays.stream(logits[n]).map(Math::exp).sum());
                for (int k = 0; k < CLASSES; k++) {
                    double share = smoothing / CLASSES + (k == TARGET[n] ? 1 - smoothing : 0);
                    sum += share * weights.get(k) * (norm - logits[n][k]);
                }
                total += weights.get(TARGET[n]);
            }
        }
        return sum / total;
    }

    private static double slope(double[][] logits, int at, double smoothing) {
        double step = 1e-5;
        double[][] moved = Arrays.stream(logits).map(double[]::clone).toArray(double[][]::new);
        moved[at / CLASSES][at % CLASSES] += step;
        double above = slow(moved, WEIGHTS, smoothing);
        moved[at / CLASSES][at % CLASSES] -= 2 * step;
        return (above - slow(moved, WEIGHTS, smoothing)) / (2 * step);
    }

    private static double[][] logits() {
        Random random = new Random(5);
        double[][] logits = new double[TARGET.length][CLASSES];
        for (double[] row : logits) {
            Arrays.setAll(row, k -> (float) (2 * random.nextGaussian()));
        }
        return logits;
    }

    private static NDArray array(NDManager manager, double[][] rows) {
        float[] values = new float[rows.length * CLASSES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / CLASSES][i % CLASSES];
        }
        return manager.create(values, new Shape(rows.length, CLASSES));
    }

    private static NDArray target(NDManager manager) {
        return manager.create(Arrays.stream(TARGET).asLongStream().toArray());
    }
}
