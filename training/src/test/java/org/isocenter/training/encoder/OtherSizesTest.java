package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import org.isocenter.training.kernel.Gradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the golden document has not, against torchvision 0.22.1 and timm 1.0.31 with {@code dynamic_img_size} and {@code dynamic_img_pad} in float32,
 * their weights and images by the same formula: norm, first and last value of the representations of two images.
 */
class OtherSizesTest {
    @ParameterizedTest
    @CsvSource({
        "resnet34, 3, 96, 96, 123.140685, 0.790187, 3.139354",
        "vit_tiny_patch16_224, 3, 96, 96, 19.379482, -1.112524, 0.191176",
        "vit_tiny_patch16_224, 3, 100, 70, 19.195412, -1.358760, 0.886893",
        "vit_tiny_patch16_224, 3, 256, 256, 19.547707, -0.463101, 0.267407",
        "vit_tiny_patch16_224, 1, 96, 96, 19.099704, 0.258596, -0.691226",
        "vit_base_patch16_224, 3, 224, 224, 39.677417, 0.655758, -0.100017",
        "convnext_atto, 3, 97, 70, 25.844456, 0.620626, 0.787138"
    })
    void representations_equal_those_of_torchvision_and_timm(
            String name, int channels, int rows, int columns, double norm, float first, float last) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Architecture architecture = Architecture.named(name);
            Encoder encoder = Encoder.of(architecture, manager, FormulaWeights.of(architecture));
            NDArray images = manager.create(
                    FormulaWeights.images(2, channels, rows, columns), new Shape(2, channels, rows, columns));
            NDArray found = Gradients.off(() -> encoder.represent(images, BatchStatistics.FIXED));
            float[] values = found.toFloatArray();
            assertThat(values).hasSize(2 * architecture.width());
            assertThat((double) found.norm().getFloat()).isCloseTo(norm, within(1e-5 * norm));
            assertThat(values[0]).isCloseTo(first, within(1e-4f));
            assertThat(values[values.length - 1]).isCloseTo(last, within(1e-4f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, 14, 40.313402, 0.050482, 0.163098",
        "vit_tiny_patch16_224, 14, 19.096225, 0.905237, 1.917023",
        "convnext_atto, 14, 25.717384, 0.959968, 1.376068",
        "vit_tiny_patch16_224, 8, 19.071956, 0.763166, 1.871454"
    })
    void a_stem_of_one_channel_and_positions_of_another_grid_are_timms(
            String name, int side, double norm, float first, float last) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.of(
                    Architecture.named(name), manager, FormulaWeights.ofOneChannel(Architecture.named(name), side));
            NDArray grey = manager.create(FormulaWeights.images(2, 1, 96, 96), new Shape(2, 1, 96, 96));
            NDArray found = Gradients.off(() -> encoder.represent(grey, BatchStatistics.FIXED));
            float[] values = found.toFloatArray();
            assertThat((double) found.norm().getFloat()).isCloseTo(norm, within(1e-5 * norm));
            assertThat(values[0]).isCloseTo(first, within(1e-4f));
            assertThat(values[values.length - 1]).isCloseTo(last, within(1e-4f));
            NDArray three = grey.repeat(1, 3);
            NDArray same = Gradients.off(() -> encoder.represent(three, BatchStatistics.FIXED));
            assertThat(same.sub(found).abs().max().getFloat()).isLessThan(1e-4f);
        }
    }

    @Test
    void other_shapes_and_channels_that_do_not_fit_are_refused_with_what_to_do() {
        Architecture vit = Architecture.named("vit_tiny_patch16_224");
        assertThatThrownBy(() -> vit.requireFit(shapes(vit, "pos_embed", 1, 66, 192)))
                .hasMessageContaining("[1, 197, 192]")
                .hasMessageContaining("[1, 66, 192]");
        assertThatThrownBy(() -> vit.requireFit(shapes(vit, "patch_embed.proj.weight", 192, 2, 16, 16)))
                .hasMessageContaining(
                        "patch_embed.proj.weight of shape [192, 3, 16, 16], the file has [192, 2, 16, 16]")
                .hasMessageContaining("whose stem takes 3 channels, or name the architecture");
        vit.requireFit(shapes(vit, "pos_embed", 1, 65, 192));
    }

    private static Map<String, long[]> shapes(Architecture architecture, String name, long... shape) {
        Map<String, long[]> shapes = new HashMap<>();
        architecture.parameters().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        shapes.put(name, shape);
        return shapes;
    }
}
