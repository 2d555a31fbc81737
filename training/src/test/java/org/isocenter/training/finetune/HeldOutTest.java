package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final int LABELS = 40;

    @Test
    void a_head_that_learns_by_heart_says_nothing_of_patients_it_has_not_seen() {
        HeldOut heldOut = LinearHead.heldOut(noise(64), set(LabelKind.CLASSIFICATION, LABELS), 1);
        assertThat(heldOut.size()).isEqualTo(LABELS);
        long right = IntStream.range(0, LABELS)
                .filter(i -> heldOut.p()[i][i % 2] > 0.5)
                .count();
        assertThat(right).isLessThan(32);
        assertThat(heldOut.temperature().temperature()).isGreaterThan(1.5);
    }

    @Test
    void findings_have_one_temperature_and_unknown_ones_no_say_in_it() {
        HeldOut heldOut = LinearHead.heldOut(noise(64), set(LabelKind.MULTI_LABEL, LABELS), 1);
        int[][] targets = heldOut.targets().clone();
        targets[0] = new int[] {-1, -1};
        double[][] p = heldOut.p().clone();
        HeldOut open = new HeldOut(p, targets, LabelKind.MULTI_LABEL);
        double without = open.temperature().temperature();
        p[0] = new double[] {1e-9, 1 - 1e-9};
        assertThat(new HeldOut(p, targets, LabelKind.MULTI_LABEL).temperature().temperature())
                .isEqualTo(without);
    }

    @Test
    void too_few_labels_are_not_held_out() {
        assertThatThrownBy(() -> LinearHead.heldOut(noise(4), set(LabelKind.CLASSIFICATION, 10), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 labels are too few");
    }

    /** Features that know nothing of a frame. */
    private static Embedder noise(int width) {
        return frames -> {
            SplittableRandom random = new SplittableRandom(7);
            return IntStream.range(0, frames.size())
                    .mapToObj(i -> IntStream.range(0, width)
                            .mapToDouble(d -> random.nextDouble() - 0.5)
                            .toArray())
                    .toArray(double[][]::new);
        };
    }

    private static LabelledClasses set(LabelKind kind, int labels) {
        List<String> names =
                IntStream.range(0, labels).mapToObj(Integer::toString).toList();
        FrameSource frames = new FramesInMemory(
                names,
                names.stream()
                        .map(name -> SampleImages.frame(2, 2, new Pixels.Grey16(new short[4])))
                        .toList());
        int[][] targets = IntStream.range(0, labels)
                .mapToObj(i -> kind == LabelKind.MULTI_LABEL ? new int[] {i % 2, i / 2 % 2} : new int[] {i % 2})
                .toArray(int[][]::new);
        return new LabelledClasses(frames, IntStream.range(0, labels).toArray(), targets, names, 2, kind);
    }
}
