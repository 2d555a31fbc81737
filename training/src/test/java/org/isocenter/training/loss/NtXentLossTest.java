package org.isocenter.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtXentLossTest {
    @ParameterizedTest
    @ValueSource(strings = {"ntxent_tau0.5", "ntxent_tau0.1"})
    void value_and_gradient_equal_the_golden_ones(String name) {
        GoldenLoss golden = new GoldenLoss(name);
        NtXentLoss loss = new NtXentLoss(golden.parameter("tau"));
        golden.mustEqual(in -> loss.of(in.get("z0"), in.get("z1")), List.of("z0", "z1"));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1.280997831", "0.1, 2.247214296"})
    void the_mean_is_over_both_directions(double temperature, double expected) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray loss = new NtXentLoss(temperature).of(sines(manager, 1.0), sines(manager, 1.7));
            assertThat((double) loss.getFloat()).isCloseTo(expected, within(1e-5 * expected));
        }
    }

    @Test
    void the_order_of_images_does_not_matter() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray first = sines(manager, 1.0);
            NDArray second = sines(manager, 1.7);
            NDIndex turned = new NDIndex("{}", manager.create(new long[] {3, 2, 0, 1}));
            NtXentLoss loss = new NtXentLoss(0.2);
            assertThat(loss.of(first.get(turned), second.get(turned)).getFloat())
                    .isCloseTo(loss.of(first, second).getFloat(), within(1e-6f));
        }
    }

    @Test
    void a_temperature_of_zero_is_refused() {
        assertThatThrownBy(() -> new NtXentLoss(0)).hasMessageContaining("above 0");
    }

    /** Rows {@code sin(phase + 3 i + j)}, (4, 3). */
    private static NDArray sines(NDManager manager, double phase) {
        float[] values = new float[12];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(phase + 3 * (i / 3) + i % 3);
        }
        return manager.create(values, new Shape(4, 3));
    }
}
