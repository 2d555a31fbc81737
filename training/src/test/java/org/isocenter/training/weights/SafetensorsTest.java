package org.isocenter.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.encoder.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final Weights TWO = new Weights(new LinkedHashMap<>(Map.of(
            "b.weight",
            new Tensor(new long[] {2, 2}, new float[] {1, -2, 3.5f, 0}),
            "a",
            new Tensor(new long[] {}, new float[] {7}))));

    @Test
    void what_is_written_reads_back_equal() throws IOException {
        Weights read = read(bytes(TWO));
        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(TWO.tensors().keySet());
        assertThat(read.get("b.weight").values()).containsExactly(1, -2, 3.5f, 0);
        assertThat(read.get("a").shape()).isEmpty();
    }

    @Test
    void half_precision_is_a_rounding_of_the_full_file() throws IOException {
        Weights full = read(Files.readAllBytes(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors")));
        Weights half =
                read(Files.readAllBytes(SharedData.data("weights/efficientnet_lite0_imagenet_fp16.safetensors")));
        assertThat(half.relativeChange(full)).isBetween(1e-6, 1e-3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20, -1})
    void a_file_that_is_cut_off_is_refused(int length) throws IOException {
        byte[] bytes = bytes(TWO);
        byte[] cut = Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length);
        assertThatThrownBy(() -> read(cut)).isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.WEIGHTS_UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":3}"
            })
    void a_header_that_lies_is_refused(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(8 + json.length + 64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
        assertThatThrownBy(() -> read(bytes)).isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.WEIGHTS_UNREADABLE));
    }

    @Test
    void a_wrong_shape_names_the_tensor_and_both_shapes() throws IOException {
        Weights weights = read(Files.readAllBytes(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors")));
        Map<String, long[]> shapes = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        Architecture.named("tf_efficientnet_lite0").requireFit(shapes);
        shapes.put("conv_stem.weight", new long[] {32, 2, 3, 3});
        assertThatThrownBy(() -> Architecture.named("tf_efficientnet_lite0").requireFit(shapes))
                .hasMessageContainingAll("conv_stem.weight", "[32, 3, 3, 3]", "[32, 2, 3, 3]");
    }

    @Test
    void an_unknown_encoder_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> Architecture.named("efficientnet_lite0"))
                .hasMessageContaining("tf_efficientnet_lite0");
    }

    private static byte[] bytes(Weights weights) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(weights, out);
        return out.toByteArray();
    }

    private static Weights read(byte[] bytes) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(bytes));
    }
}
