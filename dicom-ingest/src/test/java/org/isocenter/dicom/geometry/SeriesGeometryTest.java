package org.isocenter.dicom.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesGeometryTest {
    private static final Vector LEFT = new Vector(1, 0, 0);
    private static final Vector BACK = new Vector(0, 1, 0);
    private static final Vector HEAD = new Vector(0, 0, 1);

    @Test
    void slices_are_ordered_by_position_whatever_order_they_came_in() {
        Stack stack = only(at(0, 5), at(0, 0), at(0, 2.5));
        assertThat(stack.positions()).containsExactly(0.0, 2.5, 5.0);
        assertThat(stack.isRegular()).isTrue();
        assertThat(SeriesGeometry.of(stack.slices()).flaws()).isEmpty();
    }

    @Test
    void a_missing_slice_is_counted_where_it_is_missing() {
        Stack stack = only(at(0, 0), at(0, 1), at(0, 4));
        assertThat(stack.gaps()).containsExactly(new Stack.Gap(1, 2));
        assertThat(stack.flaws()).containsExactlyInAnyOrder(Flaw.UNEVEN_SPACING, Flaw.MISSING_SLICES);
    }

    @Test
    void a_tilted_gantry_shows_as_the_angle_of_its_path() {
        Stack stack = only(at(0, 0), at(1, 1), at(2, 2));
        assertThat(stack.tiltDegrees()).isCloseTo(45, within(1e-9));
        assertThat(stack.flaws()).containsExactly(Flaw.TILT);
    }

    @Test
    void a_localizer_among_axial_slices_makes_a_stack_of_its_own() {
        Slice localizer = new Slice("l", new Vector(0, 0, 0), LEFT, HEAD, 512, 512, Optional.empty(), Map.of());
        SeriesGeometry series = SeriesGeometry.of(List.of(localizer, at(0, 0), at(0, 1)));
        assertThat(series.stacks()).hasSize(2);
        assertThat(series.flaws()).containsExactly(Flaw.MIXED_ORIENTATION);
    }

    @Test
    void two_phases_at_each_position_are_told_apart_by_what_varies() {
        Stack stack = only(phase(0, "1"), phase(0, "2"), phase(1, "1"), phase(1, "2"));
        assertThat(stack.duplicates()).isEqualTo(2);
        assertThat(stack.phases()).containsExactly("AcquisitionNumber");
        assertThat(stack.isRegular()).isFalse();
    }

    private static Stack only(Slice... slices) {
        List<Stack> stacks = SeriesGeometry.of(List.of(slices)).stacks();
        assertThat(stacks).hasSize(1);
        return stacks.get(0);
    }

    private static Slice at(double y, double z) {
        return new Slice("s", new Vector(0, y, z), LEFT, BACK, 512, 512, Optional.empty(), Map.of());
    }

    private static Slice phase(double z, String number) {
        Map<String, String> phase = Map.of("AcquisitionNumber", number);
        return new Slice("s", new Vector(0, 0, z), LEFT, BACK, 512, 512, Optional.empty(), phase);
    }
}
