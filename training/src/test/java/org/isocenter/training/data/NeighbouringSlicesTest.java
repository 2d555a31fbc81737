package org.isocenter.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;

class NeighbouringSlicesTest {
    /** Of one volume in the order 2, 0, 3, 1; image 4 is alone, 5 of the volume but of another size. */
    private static final List<String> VOLUMES = List.of("v", "v", "v", "v", "alone", "v");

    private static final List<Double> ORDER = List.of(2.0, 4.0, 1.0, 3.0, 0.0, 5.0);

    @Test
    void a_slice_stands_between_the_one_before_and_the_one_after_through_one_window() {
        // the soft tissue window shows -160 to 240 Hounsfield units
        assertThat(channels(0)).containsExactly(level(-140), level(-160), level(-130));
        assertThat(channels(3)).containsExactly(level(-160), level(-130), level(-150));
    }

    @Test
    void at_the_ends_the_slice_stands_for_the_one_that_is_missing_or_does_not_fit() {
        assertThat(channels(2)).containsExactly(level(-140), level(-140), level(-160));
        assertThat(channels(1)).as("5 is larger").containsExactly(level(-130), level(-150), level(-150));
    }

    @Test
    void an_image_without_a_volume_and_a_colour_image_stay_as_they_are() {
        List<Frame> frames = frames();
        NeighbouringSlices slices = slices(frames);
        assertThat(slices.frame(4)).isSameAs(frames.get(4));
        Frame colour = SampleImages.frame(2, 2, new Pixels.Rgb8(new byte[12]));
        NeighbouringSlices pictures = slices(List.of(colour, colour, colour, colour, colour, colour));
        assertThat(pictures.frame(0)).isSameAs(colour);
        assertThat(slices.id(3)).isEqualTo("3");
        assertThat(slices.size()).isEqualTo(6);
    }

    private static List<Integer> channels(int place) {
        Frame frame = slices(frames()).frame(place);
        assertThat(frame.samples()).isEqualTo(3);
        return IntStream.range(0, 3)
                .mapToObj(channel -> (int) frame.pixels().at(channel))
                .toList();
    }

    private static int level(int hounsfield) {
        return Math.round(255 * (hounsfield + 160) / 400f);
    }

    private static NeighbouringSlices slices(List<Frame> frames) {
        List<String> ids =
                IntStream.range(0, frames.size()).mapToObj(Integer::toString).toList();
        return new NeighbouringSlices(new FramesInMemory(ids, frames), new Partners(VOLUMES, ORDER, 1));
    }

    private static List<Frame> frames() {
        return List.of(ct(2, -160), ct(2, -150), ct(2, -140), ct(2, -130), ct(2, 0), ct(4, 0));
    }

    private static Frame ct(int side, int value) {
        short[] values = new short[side * side];
        Arrays.fill(values, (short) value);
        return SampleImages.hounsfield(side, side, values);
    }
}
