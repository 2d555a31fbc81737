package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.MaskSource;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.testing.ManagedArrays;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecoderHeadTest {
    private static final LabelledSamples BREAST = LabelledSamples.breast();
    private static final List<String> LABELLED = BREAST.subset(0, 5);
    private static final List<String> UNSEEN = BREAST.side("train").stream()
            .filter(name -> !LABELLED.contains(name))
            .limit(8)
            .toList();
    private static final FrameSource FRAMES = BREAST.frames(LABELLED);
    private static final MaskSource MASKS = BREAST.masks(LABELLED);
    private static final FrameSource OTHERS = BREAST.frames(UNSEEN);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Encoder start = LabelledSamples.imageNet(manager);
    private final LabelledMasks set = new LabelledMasks(FRAMES, MASKS, 1);

    @AfterEach
    void giveBack() {
        manager.close();
    }

    @Test
    void five_masks_lower_the_loss_and_beat_a_guess() {
        List<Double> losses = new ArrayList<>();
        MaskSource truth = BREAST.masks(UNSEEN);
        try (DecoderHead head = fit(set, 30, (step, total, loss) -> losses.add(loss))) {
            assertThat(mean(losses.subList(24, 30))).isLessThan(0.8 * mean(losses.subList(0, 6)));
            List<byte[]> masks = head.masks(OTHERS);
            for (int i = 0; i < masks.size(); i++) {
                assertThat(masks.get(i))
                        .hasSize(OTHERS.frame(i).rows() * OTHERS.frame(i).columns());
            }
            assertThat(HeadMeasurementTest.dice(head, OTHERS, truth))
                    .isGreaterThan(1.3 * HeadMeasurementTest.dice(DecoderHeadTest::everywhere, OTHERS, truth));
        }
    }

    /** The best that can be done without looking: everything is lesion. */
    private static List<byte[]> everywhere(FrameSource frames) {
        return IntStream.range(0, frames.size())
                .mapToObj(i -> {
                    byte[] all =
                            new byte[frames.frame(i).rows() * frames.frame(i).columns()];
                    Arrays.fill(all, (byte) 1);
                    return all;
                })
                .toList();
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_several_classes_can_be_told() {
        MaskSource halves = (place, rows, columns) -> {
            byte[] mask = MASKS.mask(place, rows, columns);
            for (int i = 0; i < mask.length; i++) {
                mask[i] = (byte) (mask[i] != 0 ? 1 : i % columns < columns / 2 ? 2 : 0);
            }
            return mask;
        };
        LabelledMasks two = new LabelledMasks(FRAMES, halves, 2);
        try (DecoderHead one = fit(two, 4, StepListener.SILENT);
                DecoderHead other = fit(two, 4, StepListener.SILENT)) {
            assertThat(one.weights().relativeChange(other.weights())).isZero();
            byte[] mask = one.masks(LabelledSamples.first(OTHERS, 1)).get(0);
            assertThat(IntStream.range(0, mask.length).mapToObj(i -> (int) mask[i]))
                    .contains(2)
                    .isSubsetOf(0, 1, 2);
        }
    }

    @Test
    void a_head_from_a_file_draws_the_same_masks() throws IOException {
        FrameSource few = LabelledSamples.first(OTHERS, 2);
        try (DecoderHead head = fit(set, 2, StepListener.SILENT)) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            Safetensors.write(head.weights(), file);
            Weights read = Safetensors.read(new ByteArrayInputStream(file.toByteArray()));
            try (DecoderHead loaded = DecoderHead.load(start.architecture(), read, 1, 64, MaskRules.USUAL, manager)) {
                List<byte[]> expected = head.masks(few);
                List<byte[]> masks = loaded.masks(few);
                assertThat(masks.get(0)).isEqualTo(expected.get(0));
                assertThat(masks.get(1)).isEqualTo(expected.get(1));
            }
        }
    }

    @Test
    void no_step_leaves_an_array_behind_and_a_closed_head_none() {
        int before = ManagedArrays.count(manager);
        List<Integer> held = new ArrayList<>();
        fit(set, 3, (step, total, loss) -> held.add(ManagedArrays.count(manager)))
                .close();
        assertThat(held).hasSize(3).containsOnly(held.get(0));
        assertThat(ManagedArrays.count(manager)).isEqualTo(before);
    }

    private DecoderHead fit(LabelledMasks labelled, int steps, StepListener listener) {
        FineTuningPlan usual = FineTuningPlan.of(start, labelled, 64, 3);
        FineTuningPlan plan = new FineTuningPlan(
                64, usual.augmentations(), steps, 4, usual.rates(), 0, usual.statistics(), usual.seed());
        return DecoderHead.fit(start, labelled, plan, manager, listener);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
