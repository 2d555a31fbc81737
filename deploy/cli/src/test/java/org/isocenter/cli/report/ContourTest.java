package org.isocenter.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ContourTest {
    @Test
    void one_pixel_becomes_a_diamond_around_its_middle() {
        assertThat(loops(path("...", ".#.", "..."))).isEqualTo(1);
        assertThat(area(path("...", ".#.", "..."))).isEqualTo(0.5);
    }

    @Test
    void a_region_that_reaches_the_edge_is_closed() {
        assertThat(loops(path("##", "##"))).isEqualTo(1);
        assertThat(area(path("##", "##"))).isEqualTo(4 - 0.5);
    }

    @Test
    void a_ring_has_an_outer_and_an_inner_line() {
        String ring = path(".....", ".###.", ".#.#.", ".###.", ".....");
        assertThat(loops(ring)).isEqualTo(2);
        assertThat(area(ring)).isEqualTo(9 - 0.5 - 0.5);
    }

    @Test
    void pixels_that_touch_at_a_corner_stay_two() {
        assertThat(loops(path("#.", ".#"))).isEqualTo(2);
        assertThat(loops(path(".#", "#."))).isEqualTo(2);
    }

    @Test
    void nothing_has_no_line() {
        assertThat(path("..", "..")).isEmpty();
    }

    @Test
    void a_region_knows_its_size() {
        assertThatThrownBy(() -> new Region(2, 2, new boolean[3])).hasMessageContaining("has 4 pixels");
    }

    private static String path(String... rows) {
        boolean[] covered = new boolean[rows.length * rows[0].length()];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
        }
        return Contour.path(new Region(rows.length, rows[0].length(), covered));
    }

    private static long loops(String path) {
        return path.chars().filter(c -> c == 'Z').count();
    }

    /** By the shoelace formula; loops that run the other way around are holes. */
    private static double area(String path) {
        double area = 0;
        for (String loop : path.split("Z", 0)) {
            double[][] points = Arrays.stream(loop.substring(1).split("L", 0))
                    .map(point -> Arrays.stream(point.split(" ", 0))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
            for (int i = 0; i < points.length; i++) {
                double[] next = points[(i + 1) % points.length];
                area += points[i][0] * next[1] - next[0] * points[i][1];
            }
        }
        return Math.abs(area) / 2;
    }
}
