package org.isocenter.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticks_are_round_and_within_the_axis() {
        Axis axis = new Axis(0.43, 0.97, 0, 100);
        assertThat(axis.ticks().stream().map(axis::label)).containsExactly("0.5", "0.6", "0.7", "0.8", "0.9");
    }

    @Test
    void values_become_coordinates_in_both_directions() {
        assertThat(new Axis(0, 10, 100, 300).at(5)).isEqualTo(200);
        assertThat(new Axis(0, 10, 200, 0).at(10)).isZero();
    }

    @Test
    void a_single_value_still_gets_room() {
        Axis axis = Axis.around(2, 2, 0, 100);
        assertThat(axis.at(2)).isCloseTo(50, within(1e-9));
        assertThat(axis.ticks()).isNotEmpty();
    }
}
