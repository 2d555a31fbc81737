package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.isocenter.platform.imaging.Frame;

/**
 * A frame as 256 levels of brightness.
 *
 * @param rows height
 * @param columns width
 * @param values rows x columns unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would double the memory
record Levels(int rows, int columns, byte[] values) {
    private static final int BINS = 4096;
    private static final int QUARTER = 4;

    /**
     * The levels of a frame over the whole range of its values and, where a few values far from all others would flatten the
     * rest, once more over the range that holds all but a thousandth at either end. A frame of one value has none.
     */
    static List<Levels> of(Frame frame) {
        Brightness brightness = Brightness.of(frame.pixels(), frame.rows() * frame.columns());
        double least = brightness.least();
        double most = brightness.most();
        if (!(most > least) || Double.isInfinite(most - least)) {
            return List.of();
        }
        List<Levels> planes = new ArrayList<>();
        planes.add(new Levels(frame.rows(), frame.columns(), brightness.levels(least, most)));
        double bin = (most - least) / (BINS - 1);
        int[] counts = brightness.counts(BINS, bin);
        int tail = frame.rows() * frame.columns() / 1000;
        int low = tail(counts, 0, 1, tail);
        int high = tail(counts, BINS - 1, -1, tail);
        if (high > low && 2 * (high - low) < BINS) {
            byte[] middle = brightness.levels(least + low * bin, least + high * bin);
            planes.add(new Levels(frame.rows(), frame.columns(), middle));
        }
        return planes;
    }

    /** The first bin from an end that does not lie in the tail of so many values. */
    private static int tail(int[] counts, int from, int step, int most) {
        int bin = from;
        for (int sum = counts[bin]; sum <= most; sum += counts[bin]) {
            bin += step;
        }
        return bin;
    }

    /** The level at a place, seen bright on dark ({@code flip} 0) or dark on bright ({@code flip} 255). */
    int at(int x, int y, int flip) {
        return (values[y * columns + x] & 0xff) ^ flip;
    }

    /** A quarter of the height and width, each level the mean of its sixteen; what does not fill a square is left out. */
    Levels quarter() {
        int fewerRows = rows / QUARTER;
        int fewerColumns = columns / QUARTER;
        byte[] means = new byte[fewerRows * fewerColumns];
        int[] sums = new int[fewerColumns * QUARTER];
        for (int row = 0; row < fewerRows; row++) {
            Arrays.fill(sums, 0);
            for (int y = row * QUARTER; y < (row + 1) * QUARTER; y++) {
                int line = y * columns;
                for (int x = 0; x < sums.length; x++) {
                    sums[x] += values[line + x] & 0xff;
                }
            }
            for (int column = 0; column < fewerColumns; column++) {
                int x = column * QUARTER;
                int sum = sums[x] + sums[x + 1] + sums[x + 2] + sums[x + 3];
                means[row * fewerColumns + column] = (byte) (sum / (QUARTER * QUARTER));
            }
        }
        return new Levels(fewerRows, fewerColumns, means);
    }
}
