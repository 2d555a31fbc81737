package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far the surfaces of two masks lie apart, in the unit of the spacing. A surface is what the erosion with a cross takes away, beyond the image is
 * background; distances are Euclidean between pixel centres, exact by separable parabolas (Felzenszwalb and Huttenlocher 2012).
 *
 * @param fromPredicted from each place of the predicted surface to the reference surface, sorted
 * @param fromReference and back, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SurfaceDistances(double[] fromPredicted, double[] fromReference) {

    /** Of two masks, any value but 0 is inside; both need a place inside, for nothing is no distance away. */
    public static SurfaceDistances of(byte[] predicted, byte[] reference, Grid grid) {
        boolean[] one = surface(predicted, grid);
        boolean[] other = surface(reference, grid);
        return new SurfaceDistances(read(one, squares(other, grid)), read(other, squares(one, grid)));
    }

    private static double[] read(boolean[] surface, double[] squares) {
        double[] distances = IntStream.range(0, surface.length)
                .filter(i -> surface[i])
                .mapToDouble(i -> Math.sqrt(squares[i]))
                .sorted()
                .toArray();
        if (distances.length == 0) {
            throw new IllegalArgumentException("an empty mask has no surface");
        }
        return distances;
    }

    static boolean[] surface(byte[] mask, Grid grid) {
        boolean[] surface = new boolean[mask.length];
        for (int i = 0; i < mask.length; i++) {
            surface[i] = mask[i] != 0 && bordersOnBackground(mask, grid, i);
        }
        return surface;
    }

    private static boolean bordersOnBackground(byte[] mask, Grid grid, int place) {
        for (int axis = 0; axis < grid.shape().length; axis++) {
            int along = grid.along(place, axis);
            int stride = grid.stride(axis);
            if (along == 0
                    || along == grid.shape()[axis] - 1
                    || mask[place - stride] == 0
                    || mask[place + stride] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The squared distance of every place to the nearest of a surface. */
    private static double[] squares(boolean[] surface, Grid grid) {
        double[] squares = new double[surface.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = surface[i] ? 0 : Double.POSITIVE_INFINITY;
        }
        for (int axis = 0; axis < grid.shape().length; axis++) {
            Line line = new Line(grid.shape()[axis], grid.spacing()[axis]);
            for (int place = 0; place < squares.length; place++) {
                if (grid.along(place, axis) == 0) {
                    line.transform(squares, place, grid.stride(axis));
                }
            }
        }
        return squares;
    }

    /** One row of values, turned into the least of value and squared distance over the row. */
    private static final class Line {
        private final double step;
        private final double[] value;
        private final int[] vertex;
        private final double[] from;

        Line(int length, double step) {
            this.step = step;
            value = new double[length];
            vertex = new int[length];
            from = new double[length];
        }

        void transform(double[] values, int start, int stride) {
            int last = -1;
            for (int q = 0; q < value.length; q++) {
                value[q] = values[start + q * stride];
                if (value[q] < Double.POSITIVE_INFINITY) {
                    double meets = Double.NEGATIVE_INFINITY;
                    while (last >= 0) {
                        meets = meeting(vertex[last], q);
                        if (meets > from[last]) {
                            break;
                        }
                        last--;
                        meets = Double.NEGATIVE_INFINITY;
                    }
                    last++;
                    vertex[last] = q;
                    from[last] = meets;
                }
            }
            int next = 0;
            for (int q = 0; q < value.length && last >= 0; q++) {
                while (next < last && from[next + 1] < q) {
                    next++;
                }
                double along = (q - vertex[next]) * step;
                values[start + q * stride] = along * along + value[vertex[next]];
            }
        }

        /** From where on the later parabola lies below the earlier one. */
        private double meeting(int earlier, int later) {
            double square = step * step;
            return (value[later] - value[earlier]) / (2 * square * (later - earlier)) + (later + earlier) / 2.0;
        }
    }

    /** Hausdorff distance: the largest. */
    public double hausdorff() {
        return Math.max(fromPredicted[fromPredicted.length - 1], fromReference[fromReference.length - 1]);
    }

    /** The larger of the two directed 95th percentiles, interpolated linearly (MONAI); other tools pool both. */
    public double hausdorff95() {
        return Math.max(percentile(fromPredicted), percentile(fromReference));
    }

    private static double percentile(double[] sorted) {
        double place = 0.95 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Average symmetric surface distance: the mean over the places of both surfaces. */
    public double average() {
        return (Arrays.stream(fromPredicted).sum()
                        + Arrays.stream(fromReference).sum())
                / (fromPredicted.length + fromReference.length);
    }
}
