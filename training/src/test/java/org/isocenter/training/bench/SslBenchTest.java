package org.isocenter.training.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.isocenter.training.encoder.Precision;
import org.isocenter.training.method.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SslBenchTest {
    @ParameterizedTest
    @EnumSource(MethodName.class)
    void a_step_of_every_method_runs_as_its_page_says(MethodName method) {
        String encoder = method.hidesPatches() ? "vit_tiny_patch16_224" : "resnet18";
        assertThat(Path.of("../docs/methods/%s.md".formatted(method.word())))
                .content()
                .contains("bench ssl --method %s --encoder %s --image-size 32 --batch-size 4 --steps 1\n"
                        .formatted(method.word(), encoder));
        SslBench bench = SslBench.measure(method.word(), encoder, 32, 4, 1);
        assertThat(bench.method()).isEqualTo(method.word());
        assertThat(bench.lastLoss()).isFinite();
    }

    @ParameterizedTest
    @EnumSource(names = {"MAE", "DINO"})
    void a_step_in_parts_has_the_loss_of_a_whole_one(MethodName method) {
        SslBench whole = SslBench.measure(method.word(), "vit_tiny_patch16_224", 32, 4, 1);
        SslBench parts = SslBench.measure(method.word(), "vit_tiny_patch16_224", 32, 4, 1, 3, Precision.FLOAT32);
        assertThat(parts.lastLoss()).isCloseTo(whole.lastLoss(), within(0.01));
    }

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
                .hasMessageContaining("choose one of simclr, mocov3, byol");
    }
}
