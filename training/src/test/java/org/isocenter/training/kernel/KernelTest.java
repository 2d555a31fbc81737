package org.isocenter.training.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelTest {
    @Test
    void a_kernel_is_run_and_differentiated() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray z0 = manager.randomNormal(new Shape(4, 8));
            NDArray z1 = manager.randomNormal(new Shape(4, 8));
            z0.setRequiresGradient(true);
            Kernel kernel = Kernel.of("nt_xent", Device.cpu());
            try (Gradients gradients = Gradients.record()) {
                NDArray loss =
                        kernel.run(Kernel.Arguments.of(z0).and(z1).and(0.5)).singletonOrThrow();
                gradients.backward(loss);
                assertThat(loss.getFloat()).isBetween(0f, 10f);
            }
            assertThat(z0.getGradient().norm().getFloat()).isPositive();
        }
    }

    @Test
    void nothing_is_recorded_where_gradients_are_off() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray z = manager.ones(new Shape(2, 3));
            z.setRequiresGradient(true);
            NDArray doubled = Gradients.off(() -> z.mul(2));
            assertThat(doubled.hasGradient()).isFalse();
            assertThat(doubled.sum().getFloat()).isCloseTo(12, within(1e-6f));
        }
    }

    @Test
    void a_text_with_an_open_place_is_refused() {
        assertThatThrownBy(() -> KernelText.read("no_such_kernel", Map.of())).hasMessageContaining("no kernel");
    }
}
