package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.testing.GoldenTensors;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenEncoderTest {
    private static final JsonNode GOLDEN = GoldenTensors.json(SharedData.golden("ssl/encoders.json"));
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/encoders.safetensors"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18",
                "resnet50",
                "vit_tiny_patch16_224",
                "vit_small_patch16_224",
                "convnext_atto",
                "convnext_tiny",
                "tf_efficientnet_lite0"
            })
    void representations_equal_those_of_torchvision_and_timm(String name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.of(Architecture.named(name), manager, FormulaWeights.of(GOLDEN, name));
            NDArray images = manager.create(FormulaWeights.images(2, 3, 224), new Shape(2, 3, 224, 224));
            float[] pooled = Gradients.off(() -> encoder.represent(images, BatchStatistics.FIXED))
                    .toFloatArray();
            float[] expected = ARRAYS.floats(name + "/rgb224/pooled");
            assertThat(pooled).hasSameSizeAs(expected);
            for (int i = 0; i < pooled.length; i++) {
                assertThat(pooled[i]).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, layer1 layer2 layer3 layer4",
        "resnet50, layer1 layer2 layer3 layer4",
        "convnext_atto, stages.0 stages.1 stages.2 stages.3",
        "convnext_tiny, stages.0 stages.1 stages.2 stages.3",
        "tf_efficientnet_lite0, blocks.1 blocks.2 blocks.4 blocks.6"
    })
    void maps_equal_those_of_torchvision_and_timm(String name, String modules) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.of(Architecture.named(name), manager, FormulaWeights.of(GOLDEN, name));
            NDArray images = manager.create(FormulaWeights.images(2, 3, 224), new Shape(2, 3, 224, 224));
            List<NDArray> maps = Gradients.off(() -> encoder.stages(images, BatchStatistics.FIXED));
            int stage = maps.size() - 4;
            for (String module : modules.split(" ", -1)) {
                JsonNode expected = stage(name, module);
                NDArray map = maps.get(stage++);
                assertThat(map.getShape().getShape()).isEqualTo(shape(expected.get("shape")));
                double norm = expected.get("l2").asDouble();
                assertThat((double) map.norm().getFloat()).isCloseTo(norm, within(1e-4 * norm));
            }
            assertMapsAreAsDeclared(encoder.architecture(), maps);
        }
    }

    private static void assertMapsAreAsDeclared(Architecture architecture, List<NDArray> maps) {
        assertThat(maps).hasSameSizeAs(architecture.maps());
        for (int i = 0; i < maps.size(); i++) {
            Architecture.FeatureMap map = architecture.maps().get(i);
            long side = 224 / map.stride();
            assertThat(maps.get(i).getShape()).isEqualTo(new Shape(2, map.channels(), side, side));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vit_tiny_patch16_224", "vit_small_patch16_224"})
    void tokens_equal_those_of_timm(String name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.of(Architecture.named(name), manager, FormulaWeights.of(GOLDEN, name));
            NDArray images = manager.create(FormulaWeights.images(2, 3, 224), new Shape(2, 3, 224, 224));
            NDArray tokens = Gradients.off(() -> TokenEncoder.of(encoder).all(images));
            JsonNode expected = stage(name, "norm");
            assertThat(tokens.getShape().getShape()).isEqualTo(shape(expected.get("shape")));
            double norm = expected.get("l2").asDouble();
            assertThat((double) tokens.norm().getFloat()).isCloseTo(norm, within(1e-4 * norm));
            float[] pooled = tokens.get(":, 0").toFloatArray();
            float[] golden = ARRAYS.floats(name + "/rgb224/pooled");
            for (int i = 0; i < pooled.length; i++) {
                assertThat(pooled[i]).isCloseTo(golden[i], within(1e-4f));
            }
            assertMapsAreAsDeclared(
                    encoder.architecture(), Gradients.off(() -> encoder.stages(images, BatchStatistics.FIXED)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "tf_efficientnet_lite0"})
    void only_live_statistics_move_the_running_ones(String name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.random(Architecture.named(name), manager, 7);
            NDArray images = manager.create(FormulaWeights.images(4, 3, 64), new Shape(4, 3, 64, 64));
            Weights before = encoder.weights();
            Gradients.off(() -> encoder.represent(images, BatchStatistics.LIVE));
            Weights after = encoder.weights();
            assertThat(after.relativeChange(before)).isPositive();
            Gradients.off(() -> encoder.represent(images, BatchStatistics.FIXED));
            assertThat(encoder.weights().relativeChange(after)).isZero();
        }
    }

    @Test
    void one_grey_channel_equals_torchvisions_three_equal_ones() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder =
                    Encoder.of(Architecture.named("resnet18"), manager, FormulaWeights.of(GOLDEN, "resnet18"));
            NDArray grey = manager.create(FormulaWeights.images(2, 1, 64), new Shape(2, 1, 64, 64));
            float[] pooled = Gradients.off(() -> encoder.represent(grey, BatchStatistics.FIXED))
                    .toFloatArray();
            float[] expected = ARRAYS.floats("resnet18/grey64/pooled");
            assertThat(pooled).hasSameSizeAs(expected);
            for (int i = 0; i < pooled.length; i++) {
                assertThat(pooled[i]).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "vit_tiny_patch16_224", "convnext_atto", "tf_efficientnet_lite0"})
    void every_encoder_takes_one_channel_for_three_equal_ones(String name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.random(Architecture.named(name), manager, 3);
            NDArray grey = manager.create(FormulaWeights.images(2, 1, 64), new Shape(2, 1, 64, 64));
            NDArray three = grey.repeat(1, 3);
            NDArray one = Gradients.off(() -> encoder.represent(grey, BatchStatistics.FIXED));
            NDArray same = Gradients.off(() -> encoder.represent(three, BatchStatistics.FIXED));
            assertThat(one.sub(same).abs().max().getFloat())
                    .isLessThan(1e-4f * same.abs().max().getFloat());
            assertThatThrownBy(() -> encoder.represent(grey.repeat(1, 2), BatchStatistics.FIXED))
                    .hasMessageContaining("1 or 3 channels, not 2");
        }
    }

    /** The bias lifts the stem above its rectifier, so that its map less the bias is what the normalisation gives. */
    @Test
    void live_statistics_are_those_of_the_batch_over_images_and_places() {
        float lift = 100;
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Weights fresh =
                    Encoder.random(Architecture.named("resnet18"), manager, 7).weights();
            Map<String, Tensor> lifted = new LinkedHashMap<>(fresh.tensors());
            float[] bias = new float[64];
            Arrays.fill(bias, lift);
            lifted.put("bn1.bias", new Tensor(new long[] {64}, bias));
            Encoder encoder = Encoder.of(Architecture.named("resnet18"), manager, new Weights(lifted));
            NDArray images = manager.create(FormulaWeights.images(4, 3, 32), new Shape(4, 3, 32, 32));
            float[][] untouched = channels(encoder, images, BatchStatistics.FIXED); // running mean 0, variance 1
            float[][] live = channels(encoder, images, BatchStatistics.LIVE);
            Weights moved = encoder.weights();

            for (int channel = 0; channel < 64; channel++) {
                double[] values = new double[untouched[channel].length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (untouched[channel][i] - lift) * Math.sqrt(1 + 1e-5);
                }
                double mean = DoubleStream.of(values).average().orElseThrow();
                double squares = DoubleStream.of(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum();
                double variance = squares / values.length;
                for (int i = 0; i < values.length; i++) {
                    double normalised = (values[i] - mean) / Math.sqrt(variance + 1e-5);
                    assertThat(live[channel][i] - lift).isCloseTo((float) normalised, within(1e-3f));
                }
                assertThat(moved.get("bn1.running_mean").values()[channel])
                        .isCloseTo((float) (0.1 * mean), within(1e-4f));
                assertThat(moved.get("bn1.running_var").values()[channel])
                        .isCloseTo((float) (0.9 + 0.1 * squares / (values.length - 1)), within(1e-4f));
            }
        }
    }

    /** The map of the stem, all values of a channel together. */
    private static float[][] channels(Encoder encoder, NDArray images, BatchStatistics statistics) {
        NDArray map = Gradients.off(() -> encoder.stages(images, statistics)).get(0);
        NDArray rows = map.swapAxes(0, 1).reshape(map.getShape().get(1), -1);
        return IntStream.range(0, (int) map.getShape().get(1))
                .mapToObj(channel -> rows.get(channel).toFloatArray())
                .toArray(float[][]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18",
                "resnet50",
                "vit_tiny_patch16_224",
                "vit_small_patch16_224",
                "convnext_atto",
                "convnext_tiny",
                "tf_efficientnet_lite0"
            })
    void a_file_goes_in_and_out_unchanged(String name) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Weights weights = FormulaWeights.of(GOLDEN, name);
            Encoder encoder = Encoder.of(Architecture.named(name), manager, weights);
            Map<String, Tensor> known = new LinkedHashMap<>();
            encoder.weights().tensors().keySet().forEach(n -> known.put(n, weights.get(n)));
            assertThat(encoder.weights().relativeChange(new Weights(known))).isZero();
        }
    }

    private static JsonNode stage(String name, String module) {
        JsonNode last = null;
        for (JsonNode stage : GOLDEN.at("/models/" + name + "/cases/rgb224/stages")) {
            String own = stage.get("module").asText();
            last = own.equals(module) || own.startsWith(module + ".") ? stage : last;
        }
        if (last == null) {
            throw new IllegalArgumentException(module);
        }
        return last;
    }

    private static long[] shape(JsonNode json) {
        long[] shape = new long[json.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = json.get(i).asLong();
        }
        return shape;
    }
}
