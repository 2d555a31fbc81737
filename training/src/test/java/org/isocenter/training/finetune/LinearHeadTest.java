package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;

class LinearHeadTest {
    /** Each frame's features are its four pixels. */
    private final Embedder pixels = frames -> IntStream.range(0, frames.size())
            .mapToObj(i -> IntStream.range(0, 4)
                    .mapToDouble(j -> frames.frame(i).pixels().at(j))
                    .toArray())
            .toArray(double[][]::new);

    @Test
    void a_head_learns_from_the_labelled_frames_and_scales_by_all() {
        FrameSource frames = frames(60);
        int[] places = {0, 1, 2, 3, 4, 5, 6, 7};
        int[] label = {0, 1, 0, 1, 0, 1, 0, 1};
        LinearHead head = LinearHead.fit(
                pixels,
                new LabelledClasses(frames, places, label, List.of("a", "b", "c", "d", "e", "f", "g", "h"), 2),
                1);
        double[][] p = head.probabilities(frames);
        for (int i = 0; i < 60; i++) {
            assertThat(p[i][i % 2]).isGreaterThan(0.5);
        }
    }

    @Test
    void the_stored_layer_gives_the_same_probabilities() {
        FrameSource frames = frames(30);
        LinearHead head = LinearHead.fit(
                pixels,
                new LabelledClasses(frames, new int[] {0, 1, 2}, new int[] {0, 1, 2}, List.of("a", "b", "c"), 3),
                1);
        assertThat(head.weights().get("head.weight").shape()).containsExactly(3, 4);
        assertThat(LinearHead.load(pixels, head.weights(), LabelKind.CLASSIFICATION)
                        .probabilities(frames))
                .isDeepEqualTo(head.probabilities(frames));
    }

    @Test
    void a_layer_on_raw_features_equals_the_one_on_scaled_ones() {
        FrameSource frames = frames(30);
        double[][] rows = pixels.embed(frames);
        LabelledClasses set =
                new LabelledClasses(frames, new int[] {0, 1, 2}, new int[] {0, 1, 2}, List.of("a", "b", "c"), 3);
        ScaledLayer fitted = ScaledLayer.fit(pixels, set, 1);
        double[] expected = fitted.layer().probabilities(fitted.scale().apply(rows))[9];
        assertThat(fitted.onRaw().probabilities(rows)[9]).containsExactly(expected, within(1e-5));
    }

    private static FrameSource frames(int count) {
        List<Frame> frames = IntStream.range(0, count)
                .mapToObj(i -> SampleImages.frame(2, 2, new Pixels.Grey16(new short[] {
                    (short) (100 * (i % 2) + i % 5),
                    (short) (i % 7 + 80 * (i % 2)),
                    (short) (i % 3),
                    (short) (i * 13 % 31)
                })))
                .toList();
        return new FramesInMemory(
                IntStream.range(0, count).mapToObj(Integer::toString).toList(), frames);
    }
}
