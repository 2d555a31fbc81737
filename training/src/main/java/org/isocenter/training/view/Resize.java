package org.isocenter.training.view;

/**
 * Resizes with the triangle filter, half-pixel centres and anti-aliasing (the default of torchvision and Pillow): when shrinking, the triangle
 * widens by the scale and its weights are renormalised inside the image.
 */
public final class Resize {

    /** The plane at a new size. */
    public static Plane to(Plane source, int rows, int columns) {
        if (source.rows() == rows && source.columns() == columns) {
            return source;
        }
        Plane wide = horizontal(source, columns);
        return vertical(wide, rows);
    }

    private static Plane horizontal(Plane source, int columns) {
        Taps taps = Taps.of(source.columns(), columns);
        Plane result = Plane.black(source.rows(), columns, source.channels());
        for (int line = 0; line < source.rows() * source.channels(); line++) {
            int from = line * source.columns();
            for (int x = 0; x < columns; x++) {
                result.values()[line * columns + x] = taps.sum(source.values(), from, 1, x);
            }
        }
        return result;
    }

    private static Plane vertical(Plane source, int rows) {
        Taps taps = Taps.of(source.rows(), rows);
        int width = source.columns();
        Plane result = Plane.black(rows, width, source.channels());
        for (int c = 0; c < source.channels(); c++) {
            int from = c * source.rows() * width;
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < width; x++) {
                    result.values()[(c * rows + y) * width + x] = taps.sum(source.values(), from + x, width, y);
                }
            }
        }
        return result;
    }

    private Resize() {}

    /** For each output place the first source place and the weights from there on. */
    private static final class Taps {
        private final int[] first;
        private final float[][] weights;

        private Taps(int places) {
            first = new int[places];
            weights = new float[places][];
        }

        static Taps of(int from, int to) {
            double scale = (double) from / to;
            double support = Math.max(scale, 1);
            Taps taps = new Taps(to);
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int low = Math.max(0, (int) (centre - support + 0.5));
                int high = Math.min(from, (int) (centre + support + 0.5));
                taps.first[i] = low;
                taps.weights[i] = triangle(low, high, centre, support);
            }
            return taps;
        }

        private static float[] triangle(int low, int high, double centre, double support) {
            double[] raw = new double[high - low];
            double sum = 0;
            for (int j = 0; j < raw.length; j++) {
                raw[j] = Math.max(0, 1 - Math.abs((low + j + 0.5 - centre) / support));
                sum += raw[j];
            }
            float[] weights = new float[raw.length];
            for (int j = 0; j < raw.length; j++) {
                weights[j] = (float) (raw[j] / sum);
            }
            return weights;
        }

        float sum(float[] values, int start, int step, int place) {
            float[] taps = weights[place];
            int at = start + first[place] * step;
            float sum = 0;
            for (float weight : taps) {
                sum += weight * values[at];
                at += step;
            }
            return sum;
        }
    }
}
