package org.isocenter.training.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;

/** Test images that a head may know, on real slices. */
class LeaksTest {
    private static final List<String> TRAINING =
            List.of("glioma/Te-gl_0016", "glioma/Te-gl_0034", "meningioma/Te-me_0120", "pituitary/Te-pi_0012");
    private static final List<String> TEST = List.of("glioma/Te-gl_0230", "meningioma/Te-me_0131");

    @Test
    void other_patients_are_no_leak() {
        Leaks leaks = Leaks.between(frames(images(TEST)), frames(images(TRAINING)));
        assertThat(leaks.exact()).isEmpty();
        assertThat(leaks.near()).isEmpty();
    }

    @Test
    void the_same_pixels_in_another_kind_of_file_are_found() {
        List<Frame> test = new ArrayList<>(images(TEST));
        Frame original = images(TRAINING).get(2);
        test.add(SampleImages.frame(
                original.rows(),
                original.columns(),
                new Pixels.Rgb8(((Pixels.Rgb8) original.pixels()).values().clone())));
        Leaks leaks = Leaks.between(frames(test), frames(images(TRAINING)));
        assertThat(leaks.exact()).containsExactly(new Leaks.Pair(2, 2, 1));
        assertThat(leaks.near()).isEmpty();
    }

    @Test
    void a_brightened_and_a_mirrored_copy_are_nearly_the_same() {
        List<Frame> training = images(TRAINING);
        List<Frame> test = List.of(
                changed(training.get(1), false, value -> Math.min(255, 15 + value * 11 / 10)),
                changed(training.get(3), true, value -> value));
        Leaks leaks = Leaks.between(frames(test), frames(training));
        assertThat(leaks.exact()).isEmpty();
        assertThat(leaks.near())
                .extracting(pair -> List.of(pair.test(), pair.training()))
                .containsExactlyInAnyOrder(List.of(0, 1), List.of(1, 3));
        assertThat(leaks.near()).allSatisfy(pair -> assertThat(pair.likeness()).isGreaterThan(0.94));
    }

    @Test
    void an_empty_image_has_no_twin() {
        Frame empty = SampleImages.frame(32, 32, new Pixels.Grey16(new short[32 * 32]));
        assertThat(Leaks.between(frames(List.of(empty)), frames(List.of(empty))).exact())
                .isEmpty();
    }

    private static Frame changed(Frame frame, boolean mirrored, IntUnaryOperator change) {
        byte[] values = ((Pixels.Rgb8) frame.pixels()).values();
        byte[] result = new byte[values.length];
        for (int i = 0; i < result.length; i++) {
            int column = i / 3 % frame.columns();
            int from = mirrored ? i + 3 * (frame.columns() - 1 - 2 * column) : i;
            result[i] = (byte) change.applyAsInt(values[from] & 0xff);
        }
        return SampleImages.frame(frame.rows(), frame.columns(), new Pixels.Rgb8(result));
    }

    private static List<Frame> images(List<String> names) {
        return names.stream()
                .map(name -> SampleImages.colour(SharedData.data("classification/brain_tumor_mri/" + name + ".jpg")))
                .toList();
    }

    private static FrameSource frames(List<Frame> frames) {
        return new FramesInMemory(
                IntStream.range(0, frames.size()).mapToObj(Integer::toString).toList(),
                Stream.of(frames).flatMap(List::stream).toList());
    }
}
