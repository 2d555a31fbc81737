package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;
import org.junit.jupiter.api.Test;

class MasksOfAnySizeTest {

    @Test
    void views_cover_an_image_of_any_shape_and_what_is_said_of_them_is_joined_without_a_seam() {
        for (int[] shape : new int[][] {{64, 64}, {70, 64}, {300, 100}, {100, 517}, {16, 400}}) {
            Plane image = ramp(shape[0], shape[1]);
            Tiles tiles = Tiles.of(shape[0], shape[1], 32);
            List<Plane> views = IntStream.range(0, tiles.count())
                    .mapToObj(tile -> tiles.view(image, tile))
                    .toList();
            assertThat(views).allSatisfy(view -> assertThat(List.of(view.rows(), view.columns()))
                    .containsOnly(32));
            Plane joined = tiles.joined(views);
            Plane whole = Resize.to(image, tiles.rows(), tiles.columns());
            for (int i = 0; i < whole.values().length; i++) {
                assertThat(joined.values()[i]).isCloseTo(whole.values()[i], within(1e-4f));
            }
        }
        assertThat(Tiles.of(70, 64, 32).count())
                .as("as square as views in training")
                .isEqualTo(1);
        assertThat(Tiles.of(96, 32, 32)).isEqualTo(new Tiles(96, 32, 32));
        assertThat(Tiles.of(96, 32, 32).count()).as("a quarter shared at least").isEqualTo(4);
    }

    @Test
    void where_two_views_disagree_the_one_whose_edge_is_further_counts_more() {
        Tiles tiles = Tiles.of(32, 48, 32);
        assertThat(tiles.count()).isEqualTo(2);
        Plane zeros = Plane.black(32, 32, 1);
        Plane ones = new Plane(32, 32, 1, filled(32 * 32));
        Plane joined = tiles.joined(List.of(zeros, ones));
        assertThat(joined.values()[0]).isZero();
        assertThat(joined.values()[47]).isEqualTo(1);
        for (int x = 17; x < 32; x++) {
            assertThat(joined.values()[x]).isGreaterThan(joined.values()[x - 1]);
        }
    }

    private static float[] filled(int count) {
        float[] values = new float[count];
        Arrays.fill(values, 1);
        return values;
    }

    private static Plane ramp(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            values[i] = (float) (i % columns) / columns + (float) row / rows;
        }
        return new Plane(rows, columns, 1, values);
    }

    @Test
    void specks_go_and_holes_within_one_class_are_filled_by_rules_that_a_configuration_keeps() {
        byte[] mask = mask("..........", ".1111..2..", ".1.11.....", ".1111.222.", "......2.1.", "1.....222.");
        MaskRules rules = new MaskRules(0.03, 0.02);
        rules.apply(mask, 10, 2);
        assertThat(mask)
                .isEqualTo(mask("..........", ".1111.....", ".1111.....", ".1111.222.", "......2...", "......222."));
        assertThat(MaskRules.of(rules.values())).isEqualTo(rules);
        byte[] drawn = mask("1.2");
        MaskRules.of("nothing").apply(drawn, 3, 2);
        assertThat(drawn).isEqualTo(mask("1.2"));
    }

    @Test
    void a_hole_that_touches_two_classes_or_the_edge_stays() {
        byte[] mask = mask("1112", "1.22", "1122", "1.11");
        byte[] before = mask.clone();
        new MaskRules(0, 0.2).apply(mask, 4, 2);
        assertThat(mask).isEqualTo(before);
    }

    @Test
    void each_connected_part_is_a_box_with_the_mean_probability_of_its_class() {
        byte[] mask = mask("11...", "...22", "...2.");
        float[] shares = new float[3 * 15];
        shares[15] = 0.6f;
        shares[16] = 0.8f;
        shares[30 + 8] = 1;
        shares[30 + 9] = 0.8f;
        shares[30 + 13] = 0.9f;
        List<Detection> found = Detection.of(mask, new Plane(3, 5, 3, shares));
        assertThat(found).hasSize(2);
        assertThat(found.get(0).score()).isCloseTo(0.9, within(1e-6));
        assertThat(found.get(0))
                .isEqualTo(new Detection(2, 3, 1, 2, 2, found.get(0).score()));
        assertThat(found.get(1).score()).isCloseTo(0.7, within(1e-6));
        assertThat(found.get(1))
                .isEqualTo(new Detection(1, 0, 0, 2, 1, found.get(1).score()));
    }

    @Test
    void a_decoder_over_tokens_learns_two_classes_in_images_of_several_sizes() {
        Architecture architecture = ToyEncoders.transformer();
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder start = Encoder.random(architecture, manager, 3);
            List<byte[]> masks = new ArrayList<>();
            FrameSource frames = pictures(masks);
            LabelledMasks set = new LabelledMasks(frames, (place, rows, columns) -> masks.get(place), 2);
            List<Double> losses = new ArrayList<>();
            FineTuningPlan plan = new FineTuningPlan(
                    32, List.of(), 60, 8, new TuningRates(1e-2, 3e-3, 3e-3, 0), 0, BatchStatistics.FIXED, 1);
            try (DecoderHead head =
                    DecoderHead.fit(start, set, plan, manager, (step, total, loss) -> losses.add(loss))) {
                assertThat(losses.get(59)).as(architecture.name()).isLessThan(0.7 * losses.get(0));
                List<byte[]> drawn = head.masks(frames);
                List<Drawing> said = head.drawn(LabelledSamples.first(frames, 1), true);
                assertThat(said.get(0).mask()).isEqualTo(drawn.get(0));
                assertThat(said.get(0).detections())
                        .extracting(Detection::labelClass)
                        .contains(1, 2);
                assertThat(said.get(0).shares().orElseThrow().channels()).isEqualTo(3);
                int right = 0;
                int all = 0;
                for (int i = 0; i < drawn.size(); i++) {
                    assertThat(drawn.get(i)).hasSameSizeAs(masks.get(i));
                    for (int j = 0; j < drawn.get(i).length; j++) {
                        right += drawn.get(i)[j] == masks.get(i)[j] ? 1 : 0;
                        all++;
                    }
                }
                assertThat((double) right / all).as(architecture.name()).isGreaterThan(0.8);
            }
        }
    }

    /** A bright half and a middling corner on dark, in noise; some square, some long. */
    private static FrameSource pictures(List<byte[]> masks) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int rows = 32;
            int columns = i < 5 ? 32 : 80;
            SplittableRandom random = new SplittableRandom(i);
            byte[] mask = new byte[rows * columns];
            short[] values = new short[rows * columns];
            for (int j = 0; j < values.length; j++) {
                int x = j % columns;
                mask[j] = (byte) (x < columns / 3 ? 1 : x > 2 * columns / 3 ? 2 : 0);
                values[j] = (short) ((mask[j] == 1 ? 220 : mask[j] == 2 ? 130 : 30) + 10 * random.nextGaussian());
            }
            frames.add(SampleImages.frame(rows, columns, new Pixels.Grey16(values)));
            masks.add(mask);
        }
        return new FramesInMemory(
                IntStream.range(0, 8).mapToObj(Integer::toString).toList(), frames);
    }

    private static byte[] mask(String... lines) {
        String all = String.join("", lines);
        byte[] mask = new byte[all.length()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (all.charAt(i) == '.' ? 0 : all.charAt(i) - '0');
        }
        return mask;
    }
}
