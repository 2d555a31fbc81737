package org.isocenter.cli.report;

import java.util.HashMap;
import java.util.Map;

/**
 * The outline of a region as an SVG path, by marching squares: a cell lies between four pixel centres, its case is which of them are covered, and its line joins the middles
 * of two of its sides. Lines have the region on one hand, so that they join head to tail.
 */
final class Contour {
    private static final int TOP = 0;
    private static final int RIGHT = 1;
    private static final int BOTTOM = 2;
    private static final int LEFT = 3;
    private static final int[][] LINES = {
        {}, {LEFT, TOP}, {TOP, RIGHT}, {LEFT, RIGHT},
        {RIGHT, BOTTOM}, {LEFT, TOP, RIGHT, BOTTOM}, {TOP, BOTTOM}, {LEFT, BOTTOM},
        {BOTTOM, LEFT}, {BOTTOM, TOP}, {TOP, RIGHT, BOTTOM, LEFT}, {BOTTOM, RIGHT},
        {RIGHT, LEFT}, {RIGHT, TOP}, {TOP, LEFT}, {}
    };

    private final Map<Long, Long> next = new HashMap<>();

    private Contour() {}

    /** The closed lines around a region, in the pixels of the picture whose upper left corner is the origin. */
    static String path(Region region) {
        Contour contour = new Contour();
        for (int row = -1; row < region.rows(); row++) {
            for (int column = -1; column < region.columns(); column++) {
                contour.cell(region, row, column);
            }
        }
        return contour.loops();
    }

    private void cell(Region region, int row, int column) {
        int cell = (region.at(row, column) ? 1 : 0)
                | (region.at(row, column + 1) ? 2 : 0)
                | (region.at(row + 1, column + 1) ? 4 : 0)
                | (region.at(row + 1, column) ? 8 : 0);
        int[] line = LINES[cell];
        for (int i = 0; i < line.length; i += 2) {
            next.put(middle(row, column, line[i]), middle(row, column, line[i + 1]));
        }
    }

    /** The middle of a cell's side, in half pixels, packed. */
    private static long middle(int row, int column, int side) {
        int y = 2 * row + (side == TOP ? 1 : side == BOTTOM ? 3 : 2);
        int x = 2 * column + (side == LEFT ? 1 : side == RIGHT ? 3 : 2);
        return (long) (y + 2) << 32 | (x + 2);
    }

    private String loops() {
        StringBuilder path = new StringBuilder();
        while (!next.isEmpty()) {
            Long at = next.keySet().iterator().next();
            char command = 'M';
            for (Long to = next.remove(at); to != null; to = next.remove(at)) {
                path.append(command).append(half(at)).append(' ').append(half(at >> 32));
                command = 'L';
                at = to;
            }
            path.append('Z');
        }
        return path.toString();
    }

    private static String half(long packed) {
        int twice = (int) packed - 2;
        return twice % 2 == 0 ? Integer.toString(twice / 2) : (twice < 0 ? "-0.5" : twice / 2 + ".5");
    }
}
