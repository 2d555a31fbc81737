package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.testing.GoldenTensors;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNetWeightsTest {
    private static final GoldenTensors GOLDEN =
            new GoldenTensors(SharedData.data("weights/golden_features.safetensors"));

    @ParameterizedTest
    @CsvSource({
        "128, 16, input_u8_128_nhwc, features_128",
        "224, 2, input_u8_224_nhwc_first2, features_224_first2",
        "97, 2, input_u8_97_nhwc_first2, features_97_first2"
    })
    void features_of_real_images_equal_the_golden_ones(int side, int count, String input, String features)
            throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                InputStream file =
                        Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"))) {
            Weights weights = Safetensors.read(file);
            Encoder encoder = Encoder.of(Architecture.named("tf_efficientnet_lite0"), manager, weights);
            NDArray images = manager.create(planes(GOLDEN.bytes(input), count, side), new Shape(count, 3, side, side));
            NDArray found = Gradients.off(() -> encoder.represent(images, BatchStatistics.FIXED));
            NDArray expected = manager.create(GOLDEN.floats(features), found.getShape());
            assertThat(found.sub(expected).norm().getFloat() / expected.norm().getFloat())
                    .isLessThan(1e-4f);
        }
    }

    /** (N, H, W, C) bytes to (N, C, H, W) in -1..1. */
    private static float[] planes(byte[] bytes, int count, int side) {
        float[] values = new float[bytes.length];
        int area = side * side;
        for (int i = 0; i < bytes.length; i++) {
            int image = i / (3 * area);
            int pixel = i / 3 % area;
            values[(image * 3 + i % 3) * area + pixel] = ((bytes[i] & 0xff) / 255f - 0.5f) / 0.5f;
        }
        assertThat(values.length).isEqualTo(count * 3 * area);
        return values;
    }
}
