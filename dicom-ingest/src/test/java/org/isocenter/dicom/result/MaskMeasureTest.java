package org.isocenter.dicom.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MaskMeasureTest {

    @Test
    void a_rectangle_has_its_diagonal_as_long_axis() {
        byte[] mask = {
            0, 0, 0, 0, 0, //
            0, 1, 1, 1, 0, //
            0, 1, 1, 1, 0
        };
        MaskMeasure measure = MaskMeasure.of(mask, 5, 1, 2, 0.5);
        assertThat(measure.area()).isEqualTo(6);
        assertThat(measure.longAxis()).isCloseTo(Math.hypot(4, 1.5), within(1e-9));
        assertThat(measure.shortAxis()).isCloseTo(2 * 4 * 1.5 / Math.hypot(4, 1.5), within(1e-9));
        assertThat(measure.parts()).isOne();
    }

    @Test
    void axes_are_those_of_the_largest_part_and_diagonal_neighbours_are_one_part() {
        byte[] mask = {
            2, 0, 0, 0, //
            0, 2, 0, 2, //
            0, 0, 2, 0, //
            1, 0, 0, 0,
        };
        MaskMeasure one = MaskMeasure.of(mask, 4, 2, 1, 1);
        assertThat(one.parts()).isOne();
        assertThat(one.area()).isEqualTo(4);
        assertThat(one.longAxis()).isCloseTo(Math.hypot(4, 2), within(1e-9));
        mask[5] = 0;
        MaskMeasure two = MaskMeasure.of(mask, 4, 2, 1, 1);
        assertThat(two.parts()).isEqualTo(2);
        assertThat(two.area()).isEqualTo(3);
        assertThat(two.longAxis()).isCloseTo(Math.hypot(2, 2), within(1e-9));
    }
}
