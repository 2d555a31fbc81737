package org.isocenter.training.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradCamTest {
    private static final int SIDE = 96;

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "tf_efficientnet_lite0", "convnext_atto"})
    void the_last_map_leads_to_the_representation(String name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named(name), manager, 3)) {
            NDArray image = image(manager);
            NDArray map = lastMap(encoder, image);
            NDArray expected = Gradients.off(() -> encoder.represent(image, BatchStatistics.FIXED));
            NDArray found = Gradients.off(() -> encoder.representMap(map));
            assertThat(found.sub(expected).abs().max().getFloat())
                    .isLessThan(1e-5f * expected.abs().max().getFloat());
        }
    }

    /** α by moving a whole channel of the map a little, on a few channels at a time. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "tf_efficientnet_lite0", "convnext_atto"})
    void the_map_is_that_of_a_slow_version_that_moves_each_channel(String name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named(name), manager, 4)) {
            float[] score = gaussians(encoder.architecture().width(), 5);
            NDArray map = lastMap(encoder, image(manager));
            int channels = (int) map.getShape().get(1);
            float[] values = map.toFloatArray();
            float[] sums = new float[9];
            for (int channel = 0; channel < channels; channel++) {
                double alpha = (score(encoder, score, moved(map, channel, 0.01f))
                                - score(encoder, score, moved(map, channel, -0.01f)))
                        / (0.02 * 9);
                for (int place = 0; place < 9; place++) {
                    sums[place] += (float) (alpha * values[channel * 9 + place]);
                }
            }
            Plane slow = Shares.ofLargest(new Plane(3, 3, 1, sums));
            Plane found = new GradCam(encoder).map(image(manager), score);
            assertThat(found.rows()).isEqualTo(SIDE);
            for (int place = 0; place < 9; place++) { // the middle of a place is read unmixed
                float shown = mean(found, 32 * (place / 3) + 15, 32 * (place % 3) + 15);
                assertThat(shown).isCloseTo(slow.values()[place], within(0.03f));
            }
        }
    }

    @Test
    void explaining_leaves_the_encoder_as_it_was() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named("tf_efficientnet_lite0"), manager, 4)) {
            double before = encoder.weights().tensors().get("conv_head.weight").values()[0];
            new GradCam(encoder).map(image(manager), gaussians(1280, 5));
            assertThat((double)
                            encoder.weights().tensors().get("conv_head.weight").values()[0])
                    .isEqualTo(before);
            assertThat(encoder.parameters().values()).allSatisfy(array -> assertThat(array.hasGradient()
                            && array.getGradient().abs().sum().getFloat() > 0)
                    .isFalse());
        }
    }

    @Test
    void a_class_that_nothing_speaks_for_has_an_empty_map() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named("resnet18"), manager, 3)) {
            float[] against = new float[512];
            java.util.Arrays.fill(against, -1);
            assertThat(new GradCam(encoder).map(image(manager), against).values())
                    .containsOnly(0f);
        }
    }

    @Test
    void a_transformer_has_no_map_to_represent() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(ToyEncoders.transformer(), manager, 3)) {
            NDArray map = manager.zeros(new Shape(1, 32, 4, 4));
            assertThatThrownBy(() -> encoder.representMap(map)).hasMessageContaining("class token");
        }
    }

    private static NDArray lastMap(Encoder encoder, NDArray image) {
        List<NDArray> maps = Gradients.off(() -> encoder.stages(image, BatchStatistics.FIXED));
        return maps.get(maps.size() - 1);
    }

    private static NDArray moved(NDArray map, int channel, float by) {
        float[] nudge = new float[(int) map.size()];
        java.util.Arrays.fill(nudge, channel * 9, channel * 9 + 9, by);
        return map.add(map.getManager().create(nudge, map.getShape()));
    }

    private static double score(Encoder encoder, float[] score, NDArray map) {
        float[] representation = Gradients.off(() -> encoder.representMap(map)).toFloatArray();
        double sum = 0;
        for (int i = 0; i < score.length; i++) {
            sum += (double) score[i] * representation[i];
        }
        return sum;
    }

    private static float mean(Plane plane, int row, int column) {
        float[] v = plane.values();
        int at = row * plane.columns() + column;
        return (v[at] + v[at + 1] + v[at + plane.columns()] + v[at + plane.columns() + 1]) / 4;
    }

    private static NDArray image(NDManager manager) {
        return manager.create(gaussians(3 * SIDE * SIDE, 9), new Shape(1, 3, SIDE, SIDE));
    }

    private static float[] gaussians(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
