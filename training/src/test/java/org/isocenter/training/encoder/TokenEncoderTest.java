package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.isocenter.training.kernel.Gradients;
import org.junit.jupiter.api.Test;

/** Expected numbers are timm's 1.0.31 in float32: its patch embedding, positions, blocks and last normalisation put together in Python. */
class TokenEncoderTest {
    private static final Architecture TINY = Architecture.named("vit_tiny_patch16_224");
    private static final Architecture TOY = VisionTransformer.of("toy", new VisionTransformer.Size(32, 2, 4, 4, 16));

    @Test
    void maps_are_the_patches_after_each_quarter_of_the_blocks() {
        double[] norms = {538.592141, 679.493390, 801.660671, 932.338564};
        float[] first = {-2.484790f, -3.021646f, -3.097481f, -5.075668f};
        float[] last = {1.296004f, 0.503400f, 3.341814f, 3.945647f};
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.of(TINY, manager, FormulaWeights.of(TINY));
            NDArray images = images(manager, 224);
            List<NDArray> maps = Gradients.off(() -> encoder.stages(images, BatchStatistics.FIXED));
            assertThat(maps).hasSize(4);
            for (int i = 0; i < maps.size(); i++) {
                float[] values = maps.get(i).toFloatArray();
                assertThat(maps.get(i).getShape()).isEqualTo(new Shape(2, 192, 14, 14));
                assertThat((double) maps.get(i).norm().getFloat()).isCloseTo(norms[i], within(1e-5 * norms[i]));
                assertThat(values[0]).isCloseTo(first[i], within(1e-4f));
                assertThat(values[values.length - 1]).isCloseTo(last[i], within(1e-4f));
            }
        }
    }

    @Test
    void kept_patches_bring_their_positions_and_see_one_another_alone() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            TokenEncoder encoder = TokenEncoder.of(Encoder.of(TINY, manager, FormulaWeights.of(TINY)));
            NDArray kept = manager.create(new long[] {3, 0, 9, 15, 5, 14, 2, 7}, new Shape(2, 4));
            NDArray tokens = Gradients.off(() -> encoder.kept(images(manager, 64), kept));
            assertThat(tokens.getShape()).isEqualTo(new Shape(2, 5, 192));
            assertNumbers(tokens, 43.549589, 0.527290f, 0.965077f);
        }
    }

    @Test
    void hidden_patches_are_the_mask_token_at_their_positions() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            TokenEncoder encoder = TokenEncoder.of(Encoder.of(TINY, manager, FormulaWeights.of(TINY)));
            float[] masked = new float[32];
            for (int place : new int[] {1, 2, 6, 16, 31}) {
                masked[place] = 1;
            }
            NDArray mask = manager.create(masked, new Shape(2, 16));
            NDArray token = manager.arange(192).sin();
            NDArray tokens = Gradients.off(() -> encoder.masked(images(manager, 64), mask, token));
            assertThat(tokens.getShape()).isEqualTo(new Shape(2, 17, 192));
            assertNumbers(tokens, 79.797939, 0.889607f, 1.825156f);
        }
    }

    @Test
    void gradients_reach_every_parameter_and_the_mask_token() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder toy = Encoder.random(TOY, manager, 5);
            TokenEncoder encoder = TokenEncoder.of(toy);
            NDArray token = manager.ones(new Shape(1, 1, 32));
            token.setRequiresGradient(true);
            NDArray mask = manager.create(new float[] {1, 0, 0, 0, 0, 1}, new Shape(1, 6));
            NDArray images = manager.create(FormulaWeights.images(1, 3, 8, 12), new Shape(1, 3, 8, 12));
            try (Gradients gradients = Gradients.record()) {
                NDArray tokens = encoder.masked(images, mask, token);
                gradients.backward(
                        tokens.mul(manager.arange((float) tokens.size()).sin().reshape(tokens.getShape()))
                                .sum());
            }
            assertThat(encoder.patches(8, 12)).isEqualTo(6);
            assertThat(token.getGradient().norm().getFloat()).isPositive();
            for (Map.Entry<String, NDArray> parameter : toy.parameters().entrySet()) {
                assertThat(parameter.getValue().getGradient().norm().getFloat())
                        .as(parameter.getKey())
                        .isPositive();
            }
        }
    }

    @Test
    void all_patches_kept_in_order_are_all_tokens_and_a_toy_has_four_maps_too() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder toy = Encoder.random(TOY, manager, 5);
            NDArray images = images(manager, 16);
            NDArray all = Gradients.off(() -> TokenEncoder.of(toy).all(images));
            NDArray kept = manager.arange(16).toType(ai.djl.ndarray.types.DataType.INT64, true);
            NDArray same = Gradients.off(
                    () -> TokenEncoder.of(toy).kept(images, kept.reshape(1, 16).repeat(0, 2)));
            NDArray represented = Gradients.off(() -> toy.represent(images, BatchStatistics.FIXED));
            assertThat(same.sub(all).abs().max().getFloat()).isLessThan(1e-5f);
            assertThat(all.get(":, 0").sub(represented).abs().max().getFloat()).isLessThan(1e-5f);
            assertThat(Gradients.off(() -> toy.stages(images, BatchStatistics.FIXED)))
                    .hasSize(4);
        }
    }

    @Test
    void what_has_no_tokens_or_another_number_of_patches_is_refused() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder convolutional = Encoder.random(Architecture.named("resnet18"), manager, 1);
            assertThatThrownBy(() -> TokenEncoder.of(convolutional)).hasMessageContaining("resnet18 has no tokens");
            TokenEncoder encoder = TokenEncoder.of(Encoder.random(TOY, manager, 5));
            NDArray images = images(manager, 16);
            NDArray mask = manager.zeros(new Shape(2, 9));
            assertThatThrownBy(() -> encoder.masked(images, mask, manager.zeros(new Shape(32))))
                    .hasMessageContaining("shape (2, 16)");
        }
    }

    private static NDArray images(NDManager manager, int side) {
        return manager.create(FormulaWeights.images(2, 3, side), new Shape(2, 3, side, side));
    }

    private static void assertNumbers(NDArray tokens, double norm, float first, float last) {
        float[] values = tokens.toFloatArray();
        assertThat((double) tokens.norm().getFloat()).isCloseTo(norm, within(1e-5 * norm));
        assertThat(values[0]).isCloseTo(first, within(1e-4f));
        assertThat(values[values.length - 1]).isCloseTo(last, within(1e-4f));
    }
}
