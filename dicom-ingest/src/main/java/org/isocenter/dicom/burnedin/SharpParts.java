package org.isocenter.dicom.burnedin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where a picture has steps as sharp as the edges of letters, up and down in turn; most of most pictures has none. */
final class SharpParts {
    private static final int CELL = 16;
    private static final int TILE = 768;
    private static final int OVERLAP = 128;
    private static final int LEAST_STEP = 12;
    private static final int LEAST_STEPS = 4;
    /** How far on either side the rise or fall about a step is looked at. */
    private static final int REACH = 2;
    /** Letters rise by two thirds of their contrast in one pixel ({@link Strokes#areWritten}), what a scanner sees is softer. */
    private static final double SHARE = 0.5;

    private final int rows;
    private final int columns;
    private final Levels levels;
    private final boolean[] sharp;
    private final boolean[] near;

    SharpParts(Levels levels) {
        this.levels = levels;
        rows = (levels.rows() + CELL - 1) / CELL;
        columns = (levels.columns() + CELL - 1) / CELL;
        sharp = new boolean[rows * columns];
        byte[] values = levels.values();
        int[] up = new int[columns];
        int[] down = new int[columns];
        for (int y = 0; y < levels.rows(); y++) {
            int line = y * levels.columns();
            for (int x = 1; x < levels.columns(); x++) {
                int step = (values[line + x] & 0xff) - (values[line + x - 1] & 0xff);
                if (Math.abs(step) >= LEAST_STEP && isSharp(values, line, x, Math.abs(step))) {
                    (step > 0 ? up : down)[x / CELL]++;
                }
            }
            if (y % CELL == CELL - 1 || y == levels.rows() - 1) {
                mark(y / CELL, up, down);
            }
        }
        near = spread();
    }

    /** Whether most of the rise or fall about a place is made in one step. */
    private boolean isSharp(byte[] values, int line, int x, int step) {
        int least = 255;
        int most = 0;
        for (int i = Math.max(0, x - REACH - 1); i <= Math.min(levels.columns() - 1, x + REACH); i++) {
            least = Math.min(least, values[line + i] & 0xff);
            most = Math.max(most, values[line + i] & 0xff);
        }
        return step >= SHARE * (most - least);
    }

    private void mark(int row, int[] up, int[] down) {
        for (int column = 0; column < columns; column++) {
            sharp[row * columns + column] = up[column] >= LEAST_STEPS && down[column] >= LEAST_STEPS;
            up[column] = 0;
            down[column] = 0;
        }
    }

    /** Pixels of one row, the last one left out. */
    @FunctionalInterface
    interface Run {
        void at(int y, int x0, int x1);
    }

    /** Goes row by row over the pixels of a part that lie in a sharp cell or beside one. */
    void forEachRun(Area part, Run run) {
        for (int y = part.y0(); y < part.y1(); y++) {
            int row = y / CELL * columns;
            int end;
            for (int x = part.x0(); x < part.x1(); x = end) {
                end = Math.min((x / CELL + 1) * CELL, part.x1());
                if (near[row + x / CELL]) {
                    run.at(y, x, end);
                }
            }
        }
    }

    private boolean[] spread() {
        boolean[] near = new boolean[sharp.length];
        for (int cell = 0; cell < sharp.length; cell++) {
            for (int i = 0; sharp[cell] && i < 9; i++) {
                int row = cell / columns + i / 3 - 1;
                int column = cell % columns + i % 3 - 1;
                if (row >= 0 && row < rows && column >= 0 && column < columns) {
                    near[row * columns + column] = true;
                }
            }
        }
        return near;
    }

    /** Rectangles that hold all that is near, at most {@value #TILE} pixels wide and high. */
    List<Area> tiles() {
        boolean[] left = sharp.clone();
        List<Area> areas = new ArrayList<>();
        for (int cell = 0; cell < left.length; cell++) {
            if (left[cell]) {
                areas.add(take(cell, left).grown(CELL, levels.rows(), levels.columns()));
            }
        }
        return Area.merged(areas).stream().flatMap(area -> tiles(area).stream()).toList();
    }

    /** The rectangle about a cell and all that touch it; they are no longer left. */
    private Area take(int first, boolean[] left) {
        Deque<Integer> open = new ArrayDeque<>(List.of(first));
        left[first] = false;
        Area area = cell(first);
        while (!open.isEmpty()) {
            int cell = open.pop();
            area = area.with(cell(cell));
            for (int i = 0; i < 9; i++) {
                int row = cell / columns + i / 3 - 1;
                int column = cell % columns + i % 3 - 1;
                if (row >= 0 && row < rows && column >= 0 && column < columns && left[row * columns + column]) {
                    left[row * columns + column] = false;
                    open.push(row * columns + column);
                }
            }
        }
        return area;
    }

    private Area cell(int cell) {
        int x = cell % columns * CELL;
        int y = cell / columns * CELL;
        return new Area(x, y, x + CELL, y + CELL);
    }

    /** Cuts what is large into tiles that overlap, so that the memory needed does not grow with the picture. */
    private static List<Area> tiles(Area area) {
        List<Area> tiles = new ArrayList<>();
        for (int y = area.y0(); y == area.y0() || y + OVERLAP < area.y1(); y += TILE - OVERLAP) {
            for (int x = area.x0(); x == area.x0() || x + OVERLAP < area.x1(); x += TILE - OVERLAP) {
                tiles.add(new Area(x, y, Math.min(x + TILE, area.x1()), Math.min(y + TILE, area.y1())));
            }
        }
        return tiles;
    }
}
