package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.isocenter.training.bench.SslBench;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loss.NtXentLoss;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    private static final int WHOLE = Integer.MAX_VALUE;

    /** A fresh network hardly tells images apart, so gradients of a contrastive loss are differences of near equals: 0.2 was seen, 1 is another direction. */
    private static final double NEARLY = 0.4;

    @ParameterizedTest
    @ValueSource(strings = {"vit_tiny_patch16_224", "resnet18", "convnext_atto", "tf_efficientnet_lite0"})
    void a_contrastive_loss_sees_all_images_and_its_gradients_are_those_of_one_batch(String name) {
        Map<String, float[]> whole = step(name, Precision.FLOAT32, WHOLE, Device.cpu());
        Map<String, float[]> parts = step(name, Precision.FLOAT32, 3, Device.cpu());
        assertThat(parts.get("loss")[0]).isCloseTo(whole.get("loss")[0], within(1e-5f));
        assertThat(distance(whole, parts)).isLessThan(1e-5);
    }

    @Test
    void running_statistics_move_once_a_part_though_parts_are_computed_twice() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder recorded = encoder("resnet18", Precision.FLOAT32, 4, manager);
                Encoder unrecorded = encoder("resnet18", Precision.FLOAT32, 4, manager)) {
            NDArray images = images(manager);
            try (Gradients gradients = Gradients.record()) {
                gradients.backward(
                        recorded.represent(images, BatchStatistics.LIVE).sum());
            }
            Gradients.off(() -> unrecorded.represent(images, BatchStatistics.LIVE));
            recorded.state().forEach((name, array) -> assertThat(array.toFloatArray())
                    .isEqualTo(unrecorded.state().get(name).toFloatArray()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vit_tiny_patch16_224", "convnext_atto", "resnet18"})
    void bfloat16_gives_the_loss_and_the_gradients_of_float32_nearly(String name) {
        Map<String, float[]> exact = step(name, Precision.FLOAT32, WHOLE, Device.cpu());
        Map<String, float[]> half = step(name, Precision.BFLOAT16, WHOLE, Device.cpu());
        assertThat(half.get("loss")[0]).isCloseTo(exact.get("loss")[0], within(0.01f));
        assertThat(half.get("loss")[0]).isNotEqualTo(exact.get("loss")[0]);
        assertThat(distance(exact, half)).isLessThan(NEARLY);
    }

    @Tag("gpu")
    @ParameterizedTest
    @CsvSource({
        "vit_tiny_patch16_224, FLOAT32",
        "vit_tiny_patch16_224, BFLOAT16",
        "resnet18, FLOAT32",
        "resnet18, BFLOAT16"
    })
    void a_gpu_gives_the_loss_and_the_gradients_of_a_processor_nearly(String name, Precision precision) {
        Map<String, float[]> here = step(name, Precision.FLOAT32, WHOLE, Device.cpu());
        Map<String, float[]> there = step(name, precision, 3, Device.gpu());
        assertThat(there.get("loss")[0]).isCloseTo(here.get("loss")[0], within(0.01f));
        assertThat(distance(here, there)).isLessThan(NEARLY);
    }

    @Tag("proof-ssl")
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_step_in_parts_holds_less_at_its_peak() throws IOException {
        long parts = peakMiB(4);
        long whole = peakMiB(WHOLE);
        System.out.printf("resnet18, 48 views of 96 px: %d MiB in parts of 4, %d whole%n", parts, whole);
        assertThat(whole).isGreaterThan(parts + 100);
    }

    /** Of a process of its own, since memory that was held once stays with a process. */
    private static long peakMiB(int part) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Steps.class.getName(),
                        Integer.toString(part))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(out.strip());
    }

    /** Prints the peak of whole steps. */
    static final class Steps {
        public static void main(String[] part) {
            System.out.println(
                    SslBench.measure("simclr", "resnet18", 96, 24, 1, Integer.parseInt(part[0]), Precision.FLOAT32)
                            .peakRssMiB());
        }
    }

    /** The loss and the gradients of every parameter, by running statistics. */
    private static Map<String, float[]> step(String name, Precision precision, int part, Device device) {
        try (NDManager manager = NDManager.newBaseManager(device, "PyTorch");
                Encoder encoder = encoder(name, precision, part, manager)) {
            Map<String, float[]> values = new LinkedHashMap<>();
            try (Gradients gradients = Gradients.record()) {
                NDList z = encoder.represent(images(manager), BatchStatistics.FIXED)
                        .split(2);
                NDArray loss = new NtXentLoss(0.2).of(z.get(0), z.get(1));
                gradients.backward(loss);
                values.put("loss", loss.toFloatArray());
            }
            encoder.parameters()
                    .forEach((parameter, array) ->
                            values.put(parameter, array.getGradient().toFloatArray()));
            return values;
        }
    }

    private static Encoder encoder(String name, Precision precision, int part, NDManager manager) {
        return Encoder.random(Architecture.named(name).in(precision), manager, 1)
                .takingParts(part);
    }

    private static NDArray images(NDManager manager) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[8 * 3 * 64 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(8, 3, 64, 64));
    }

    /** |a - b| / |a| over all gradients. */
    private static double distance(Map<String, float[]> a, Map<String, float[]> b) {
        double moved = 0;
        double size = 0;
        for (String name : a.keySet()) {
            if (!name.equals("loss")) {
                for (int i = 0; i < a.get(name).length; i++) {
                    moved += Math.pow(a.get(name)[i] - b.get(name)[i], 2);
                    size += Math.pow(a.get(name)[i], 2);
                }
            }
        }
        return Math.sqrt(moved / size);
    }
}
