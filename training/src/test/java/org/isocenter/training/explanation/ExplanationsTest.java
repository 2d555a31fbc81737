package org.isocenter.training.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.finetune.LabelledClasses;
import org.isocenter.training.finetune.LinearHead;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.Plane;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    private static final int SIDE = 224;
    private static final int IMAGES = 4;

    @Test
    void a_head_that_tells_planted_discs_looks_at_the_disc() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = lite0(manager)) {
            FramesInMemory frames = planted(24);
            LinearHead head = LinearHead.fit(new EncoderFeatures(encoder, manager, SIDE), labels(frames), 1);
            Explanations explanations = new Explanations(encoder, scores(head.weights()), SIDE);
            int found = 0;
            for (int i = 1; i < 24; i += 2) {
                Plane map = Explanations.onFrame(explanations.map(frames.frame(i), 1, manager), frames.frame(i));
                found += distance(brightest(map), discAt(i)) < 40 ? 1 : 0; // a place of the map is 26 pixels wide here
            }
            assertThat(explanations.title()).isEqualTo("Grad-CAM");
            assertThat(found).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void random_weights_change_the_map_of_genuine_weights() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = lite0(manager)) {
            assertChanges(encoder, 1280, SIDE, manager);
        }
    }

    @Test
    void random_weights_change_the_map_of_a_residual_network() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.random(Architecture.named("resnet18"), manager, 77)) {
            assertChanges(encoder, 512, SIDE, manager);
        }
    }

    @Test
    void random_weights_change_the_map_of_a_transformer() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.of(ToyEncoders.transformer(), manager, AttentionRolloutTest.attentive())) {
            assertChanges(encoder, 32, 64, manager);
        }
    }

    @Test
    void a_map_that_does_not_hang_on_weights_is_warned_of() {
        assertThat(new WeightsCheck(0.83, 6, 3).warning())
                .hasValueSatisfying(text -> assertThat(text).contains("rank correlation 0.83"));
        assertThat(new WeightsCheck(-0.6, 6, 3).warning()).isPresent();
        assertThat(new WeightsCheck(0.12, 6, 3).warning()).isEmpty();
    }

    @Test
    void the_same_network_is_found_alike_and_a_map_of_one_value_says_nothing() {
        Plane map = new Plane(2, 2, 1, new float[] {0, 0.3f, 0.3f, 1});
        assertThat(RankCorrelation.of(map, map)).isCloseTo(1, within(1e-12));
        assertThat(RankCorrelation.of(map, new Plane(2, 2, 1, new float[] {9, 4, 4, 1})))
                .isCloseTo(-1, within(1e-12));
        assertThat(RankCorrelation.of(map, Plane.black(2, 2, 1))).isZero();
        // scipy.stats.spearmanr([0, .3, .3, 1], [2, 1, 4, 3])
        assertThat(RankCorrelation.of(map, new Plane(2, 2, 1, new float[] {2, 1, 4, 3})))
                .isCloseTo(0.316227766, within(1e-8));
    }

    @Test
    void an_overlay_covers_what_the_map_says_and_leaves_the_rest() {
        Plane image = new Plane(1, 3, 1, new float[] {0.2f, 0.2f, 0.2f});
        Plane overlay = Overlay.of(image, new Plane(1, 3, 1, new float[] {0, 0.5f, 1}));
        assertThat(overlay.channels()).isEqualTo(3);
        assertThat(overlay.values()[0]).isEqualTo(0.2f);
        assertThat(overlay.values()[2]).isCloseTo(0.2f + 0.65f * (0.99f - 0.2f), within(1e-6f));
        float[] luma = overlay.grey().values();
        assertThat(luma[1]).isGreaterThan(luma[0]);
        assertThat(luma[2]).isGreaterThan(luma[1]);
        assertThatThrownBy(() -> Overlay.of(image, Plane.black(3, 1, 1))).hasMessageContaining("no map");
    }

    private static void assertChanges(Encoder encoder, int width, int side, NDManager manager) {
        SplittableRandom random = new SplittableRandom(3);
        float[][] scores = new float[2][width];
        for (float[] row : scores) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        Explanations explanations = new Explanations(encoder, scores, side);
        FramesInMemory frames = slices();
        int[] classes = {0, 1, 0, 1};
        List<Plane> maps = IntStream.range(0, IMAGES)
                .mapToObj(i -> explanations.map(frames.frame(i), classes[i], manager))
                .toList();
        WeightsCheck check = explanations.check(frames, classes, maps, 5, manager);
        assertThat(check.warning()).isEmpty();
        assertThat(explanations.check(frames, classes, maps, 5, manager)).isEqualTo(check);
    }

    private static Encoder lite0(NDManager manager) {
        try (InputStream file =
                Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"))) {
            return Encoder.of(Architecture.named("tf_efficientnet_lite0"), manager, Safetensors.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FramesInMemory slices() {
        try (Stream<Path> files = Files.walk(SharedData.data("classification/brain_tumor_mri"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            List<Path> some = IntStream.range(0, IMAGES)
                    .mapToObj(i -> all.get(i * all.size() / IMAGES))
                    .toList();
            return new FramesInMemory(
                    some.stream().map(Path::toString).toList(),
                    some.stream().map(SampleImages::colour).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Speckled grey pictures of 180 x 180; every second has a bright disc somewhere. */
    private static FramesInMemory planted(int count) {
        List<Frame> frames =
                IntStream.range(0, count).mapToObj(ExplanationsTest::speckled).toList();
        return new FramesInMemory(
                IntStream.range(0, count).mapToObj(i -> "image " + i).toList(), frames);
    }

    private static Frame speckled(int number) {
        SplittableRandom random = new SplittableRandom(number);
        int[] disc = discAt(number);
        byte[] triples = new byte[180 * 180 * 3];
        for (int i = 0; i < 180 * 180; i++) {
            boolean inside = number % 2 == 1 && distance(new int[] {i / 180, i % 180}, disc) < 18;
            int value = (inside ? 170 : 60) + random.nextInt(50);
            Arrays.fill(triples, 3 * i, 3 * i + 3, (byte) value);
        }
        return SampleImages.frame(180, 180, new Pixels.Rgb8(triples));
    }

    private static int[] discAt(int number) {
        SplittableRandom random = new SplittableRandom(1000 + number);
        return new int[] {30 + random.nextInt(120), 30 + random.nextInt(120)};
    }

    private static LabelledClasses labels(FramesInMemory frames) {
        int[] places = IntStream.range(0, frames.size()).toArray();
        return new LabelledClasses(
                frames,
                places,
                Arrays.stream(places).map(i -> i % 2).toArray(),
                Arrays.stream(places).mapToObj(i -> "patient " + i).toList(),
                2);
    }

    private static float[][] scores(Weights head) {
        Tensor weight = head.get("head.weight");
        int width = (int) weight.shape()[1];
        return IntStream.range(0, (int) weight.shape()[0])
                .mapToObj(k -> Arrays.copyOfRange(weight.values(), k * width, (k + 1) * width))
                .toArray(float[][]::new);
    }

    private static int[] brightest(Plane map) {
        int best = 0;
        for (int i = 0; i < map.values().length; i++) {
            best = map.values()[i] > map.values()[best] ? i : best;
        }
        return new int[] {best / map.columns(), best % map.columns()};
    }

    private static double distance(int[] a, int[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }
}
