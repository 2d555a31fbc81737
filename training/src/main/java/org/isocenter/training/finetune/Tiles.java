package org.isocenter.training.finetune;

import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/**
 * The square views that cover an image of any shape. One whose sides differ by no more than a tenth, as views in training do, is one view. Any other is
 * brought to the views' side by its short side and covered along the long one by views that share at least a quarter; where they lie upon one another each
 * counts the more the further its edge is.
 *
 * @param rows of the image at the size at which it is covered
 * @param columns of the same
 * @param size side of a view in pixels
 */
record Tiles(int rows, int columns, int size) {
    private static final double NEARLY_SQUARE = 1.1;
    private static final double STEP = 0.75;

    static Tiles of(int rows, int columns, int size) {
        double ratio = (double) Math.max(rows, columns) / Math.min(rows, columns);
        int side = ratio <= NEARLY_SQUARE ? size : (int) Math.round(size * ratio);
        return rows > columns ? new Tiles(side, size, size) : new Tiles(size, side, size);
    }

    /** How many views it takes. */
    int count() {
        return 1 + (int) Math.ceil((length() - size) / (STEP * size));
    }

    private int length() {
        return Math.max(rows, columns);
    }

    private int start(int tile) {
        return count() == 1 ? 0 : (int) Math.round((double) tile * (length() - size) / (count() - 1));
    }

    /** One view of an image. */
    Plane view(Plane image, int tile) {
        Plane sized = Resize.to(image, rows, columns);
        return rows > columns ? sized.crop(start(tile), 0, size, size) : sized.crop(0, start(tile), size, size);
    }

    /** What is said of the views, put together to what is said of the image at the size at which it is covered. */
    Plane joined(List<Plane> views) {
        int channels = views.get(0).channels();
        Plane sum = Plane.black(rows, columns, channels);
        float[] weights = new float[length()];
        for (int tile = 0; tile < views.size(); tile++) {
            for (int along = 0; along < size; along++) {
                weights[start(tile) + along] += weight(along);
            }
        }
        IntStream.range(0, views.size()).forEach(tile -> add(views.get(tile), start(tile), weights, sum));
        return sum;
    }

    private void add(Plane view, int start, float[] weights, Plane sum) {
        boolean down = rows > columns;
        for (int i = 0; i < view.values().length; i++) {
            int line = i / size;
            int y = line % size + (down ? start : 0);
            int x = i % size + (down ? 0 : start);
            int along = down ? line % size : i % size;
            sum.values()[(line / size * rows + y) * columns + x] +=
                    view.values()[i] * weight(along) / weights[start + along];
        }
    }

    private float weight(int along) {
        return Math.min(along + 1, size - along);
    }
}
