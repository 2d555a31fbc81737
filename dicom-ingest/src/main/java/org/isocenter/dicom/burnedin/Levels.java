package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;

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
        IntToDoubleFunction brightness = brightness(frame.pixels());
        int pixels = frame.rows() * frame.columns();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < pixels; i++) {
            double value = brightness.applyAsDouble(i);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (!(most > least) || Double.isInfinite(most - least)) {
            return List.of();
        }
        List<Levels> planes = new ArrayList<>();
        planes.add(scaled(frame, brightness, least, most));
        double bin = (most - least) / (BINS - 1);
        int[] counts = counts(brightness, pixels, least, bin);
        int low = tail(counts, 0, 1, pixels / 1000);
        int high = tail(counts, BINS - 1, -1, pixels / 1000);
        if (high > low && 2 * (high - low) < BINS) {
            planes.add(scaled(frame, brightness, least + low * bin, least + high * bin));
        }
        return planes;
    }

    /** Grey as it is, colour by ITU-R BT.601; not a number counts as nothing. */
    private static IntToDoubleFunction brightness(Pixels pixels) {
        if (pixels instanceof Pixels.Rgb8 colour) {
            byte[] rgb = colour.values();
            return i -> 0.299 * (rgb[3 * i] & 0xff) + 0.587 * (rgb[3 * i + 1] & 0xff) + 0.114 * (rgb[3 * i + 2] & 0xff);
        }
        if (pixels instanceof Pixels.Grey16 grey) {
            short[] values = grey.values();
            return i -> values[i];
        }
        return i -> Double.isNaN(pixels.at(i)) ? 0 : pixels.at(i);
    }

    private static int[] counts(IntToDoubleFunction brightness, int pixels, double least, double bin) {
        int[] counts = new int[BINS];
        for (int i = 0; i < pixels; i++) {
            counts[(int) ((brightness.applyAsDouble(i) - least) / bin)]++;
        }
        return counts;
    }

    /** The first bin from an end that does not lie in the tail of so many values. */
    private static int tail(int[] counts, int from, int step, int most) {
        int bin = from;
        for (int sum = counts[bin]; sum <= most; sum += counts[bin]) {
            bin += step;
        }
        return bin;
    }

    private static Levels scaled(Frame frame, IntToDoubleFunction brightness, double from, double to) {
        byte[] levels = new byte[frame.rows() * frame.columns()];
        double scale = 255 / (to - from);
        for (int i = 0; i < levels.length; i++) {
            double level = (brightness.applyAsDouble(i) - from) * scale + 0.5;
            levels[i] = (byte) (level <= 0 ? 0 : level >= 255 ? 255 : (int) level);
        }
        return new Levels(frame.rows(), frame.columns(), levels);
    }

    /** The level at a place, seen bright on dark ({@code flip} 0) or dark on bright ({@code flip} 255). */
    int at(int x, int y, int flip) {
        return (values[y * columns + x] & 0xff) ^ flip;
    }

    /** A quarter of the height and width, each level the mean of its sixteen; what does not fill a square is left out. */
    Levels quarter() {
        int fewerColumns = columns / QUARTER;
        byte[] means = new byte[rows / QUARTER * fewerColumns];
        for (int i = 0; i < means.length; i++) {
            int sum = 0;
            for (int y = 0; y < QUARTER; y++) {
                int at = (QUARTER * (i / fewerColumns) + y) * columns + QUARTER * (i % fewerColumns);
                for (int x = 0; x < QUARTER; x++) {
                    sum += values[at + x] & 0xff;
                }
            }
            means[i] = (byte) (sum / (QUARTER * QUARTER));
        }
        return new Levels(rows / QUARTER, fewerColumns, means);
    }
}
