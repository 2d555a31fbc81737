package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshWeightsTest {
    @ParameterizedTest
    @CsvSource({
        "vit_tiny_patch16_224, blocks.3.mlp.fc1.weight, 0.02",
        "vit_tiny_patch16_224, pos_embed, 0.02",
        "convnext_atto, stages.2.blocks.0.mlp.fc2.weight, 0.02",
        "resnet18, layer2.0.conv2.weight, 0.041667",
        "tf_efficientnet_lite0, blocks.2.0.conv_dw.weight, 0.282843"
    })
    void projections_and_convolutions_spread_as_their_papers_say(String name, String array, double spread) {
        float[] values = fresh(name, 3).get(array).values();
        double squares = IntStream.range(0, values.length)
                .mapToDouble(i -> (double) values[i] * values[i])
                .sum();
        assertThat(Math.sqrt(squares / values.length)).isCloseTo(spread, within(0.05 * spread));
    }

    @Test
    void gains_are_one_biases_nothing_and_residual_branches_almost_nothing() {
        Weights weights = fresh("convnext_atto", 3);
        assertThat(weights.get("head.norm.weight").values()).containsOnly(1);
        assertThat(weights.get("stem.0.bias").values()).containsOnly(0);
        assertThat(weights.get("stages.3.blocks.1.gamma").values()).containsOnly(1e-6f);
    }

    @Test
    void the_same_seed_gives_the_same_weights_and_another_one_others() {
        Tensor first = fresh("vit_tiny_patch16_224", 3).get("cls_token");
        assertThat(fresh("vit_tiny_patch16_224", 3).get("cls_token").values()).isEqualTo(first.values());
        assertThat(fresh("vit_tiny_patch16_224", 4).get("cls_token").values()).isNotEqualTo(first.values());
    }

    private static Weights fresh(String name, long seed) {
        return FreshWeights.of(Architecture.named(name), seed);
    }
}
