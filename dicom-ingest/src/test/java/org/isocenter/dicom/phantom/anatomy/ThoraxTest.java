package org.isocenter.dicom.phantom.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThoraxTest {
    private static final int SIZE = 64;
    private static final double SPACING_MM = 4.4;

    @Test
    void the_same_seed_draws_the_same_person() {
        Picture once = slice(LesionClass.SPICULATED, 7);
        Picture again = slice(LesionClass.SPICULATED, 7);
        assertThat(again.values()).isEqualTo(once.values());
        assertThat(again.lesion()).isEqualTo(once.lesion());
        assertThat(slice(LesionClass.SPICULATED, 8).values()).isNotEqualTo(once.values());
    }

    @Test
    void only_people_with_a_lesion_have_a_mask() {
        for (int seed = 0; seed < 12; seed++) {
            assertThat(slice(LesionClass.NORMAL, seed).lesionArea()).isZero();
            assertThat(slice(LesionClass.SMOOTH, seed).lesionArea()).isPositive();
            assertThat(slice(LesionClass.SPICULATED, seed).lesionArea()).isPositive();
        }
    }

    @Test
    void both_kinds_of_lesion_are_alike_in_size() {
        double smooth = IntStream.range(0, 40)
                .map(i -> slice(LesionClass.SMOOTH, i).lesionArea())
                .average()
                .orElseThrow();
        double spiculated = IntStream.range(0, 40)
                .map(i -> slice(LesionClass.SPICULATED, i).lesionArea())
                .average()
                .orElseThrow();
        assertThat(spiculated / smooth).isBetween(0.8, 1.25);
    }

    @Test
    void a_slice_has_air_lung_soft_tissue_and_bone() {
        Picture slice = slice(LesionClass.NORMAL, 3);
        assertThat(share(slice, -1001, -950)).isGreaterThan(0.05);
        assertThat(share(slice, -950, -700)).isGreaterThan(0.1);
        assertThat(share(slice, -20, 150)).isGreaterThan(0.1);
        assertThat(share(slice, 300, 1200)).isGreaterThan(0.01);
    }

    @Test
    void a_radiograph_shows_dark_lungs_beside_a_bright_spine() {
        Picture film = Radiograph.of(new Thorax(LesionClass.NORMAL, false, new SplittableRandom(4)), 96, 3.5, 0, 0);
        double spine = film.values()[50 * 96 + 48];
        double lung = film.values()[40 * 96 + 30];
        assertThat(spine).isGreaterThan(lung + 0.1);
        assertThat(film.values()[50 * 96]).isLessThan(0.05);
    }

    private static Picture slice(LesionClass kind, int seed) {
        Thorax body = new Thorax(kind, seed % 2 == 0, new SplittableRandom(seed));
        return AxialSlice.of(body, SIZE, SPACING_MM, body.centreZ(), 0, 0);
    }

    private static double share(Picture picture, double low, double high) {
        long inside = IntStream.range(0, picture.values().length)
                .filter(i -> picture.values()[i] >= low && picture.values()[i] < high)
                .count();
        return inside / (double) picture.values().length;
    }
}
