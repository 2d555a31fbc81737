package org.isocenter.training.metric;

import java.util.Arrays;

/**
 * The places of a mask: rows and columns, or slices, rows and columns, row-major.
 *
 * @param shape number of places along each axis
 * @param spacing millimetres between neighbours along each axis
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Grid(int[] shape, double[] spacing) {
    public Grid {
        if (shape.length != spacing.length || shape.length < 2 || shape.length > 3) {
            throw new IllegalArgumentException("a mask has 2 or 3 axes, each with its spacing");
        }
        shape = shape.clone();
        spacing = spacing.clone();
    }

    /** Of an image whose pixels are 1 apart. */
    public static Grid of(int rows, int columns) {
        return new Grid(new int[] {rows, columns}, new double[] {1, 1});
    }

    int size() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** How far apart in the array neighbours along an axis are. */
    int stride(int axis) {
        return Arrays.stream(shape, axis + 1, shape.length).reduce(1, (a, b) -> a * b);
    }

    /** Where a place stands along an axis. */
    int along(int place, int axis) {
        return place / stride(axis) % shape[axis];
    }
}
