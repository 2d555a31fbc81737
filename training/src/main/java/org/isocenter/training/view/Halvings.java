package org.isocenter.training.view;

import java.util.ArrayList;
import java.util.List;

/** A plane, half of it, half of that, as far as asked for: a view that shrinks much reads a smaller one, which averages the same at a fraction of the reads. */
final class Halvings {
    private final List<Plane> planes = new ArrayList<>();

    Halvings(Plane plane) {
        planes.add(plane);
    }

    /** The plane halved so often: means of 2 x 2 pixels, an odd last row or column left out. */
    Plane of(int times) {
        while (planes.size() <= times) {
            planes.add(halved(planes.get(planes.size() - 1)));
        }
        return planes.get(times);
    }

    private static Plane halved(Plane plane) {
        int rows = Math.max(1, plane.rows() / 2);
        int columns = Math.max(1, plane.columns() / 2);
        Plane half = Plane.black(rows, columns, plane.channels());
        float[] v = plane.values();
        float[] out = half.values();
        int width = plane.columns();
        for (int line = 0; line < rows * plane.channels(); line++) {
            int from = ((line / rows) * plane.rows() + 2 * (line % rows)) * width;
            for (int x = 0; x < columns; x++, from += 2) {
                out[line * columns + x] = (v[from] + v[from + 1] + v[from + width] + v[from + width + 1]) / 4;
            }
        }
        return half;
    }
}
