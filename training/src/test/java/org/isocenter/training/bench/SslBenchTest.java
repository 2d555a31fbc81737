package org.isocenter.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SslBenchTest {
    @Test
    void whole_steps_are_timed_and_their_loss_is_finite() {
        SslBench bench = SslBench.measure("simclr", "tf_efficientnet_lite0", 32, 4, 3);
        assertThat(bench.medianStepMs())
                .isGreaterThanOrEqualTo(bench.minStepMs())
                .isPositive();
        assertThat(bench.imagesPerSecond()).isEqualTo(4000 / bench.medianStepMs());
        assertThat(bench.lastLoss()).isFinite();
    }

    @Test
    void a_method_that_there_is_not_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> SslBench.measure("magic", "resnet18", 32, 4, 1))
                .hasMessageContaining("simclr");
    }
}
