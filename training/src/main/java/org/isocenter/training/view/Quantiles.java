package org.isocenter.training.view;

import java.util.Arrays;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;

/** Quantiles of a grey frame's rescaled values, linear between order statistics (the default of numpy). */
final class Quantiles {

    /** The rescaled values at two quantiles in 0..1, low before high even where the slope is negative. */
    static double[] of(Frame frame, double low, double high) {
        double[] stored = frame.pixels() instanceof Pixels.Grey16 grey
                ? ofStored(grey.values(), low, high)
                : ofFloats(floats(frame), low, high);
        double a = frame.slope() * stored[0] + frame.intercept();
        double b = frame.slope() * stored[1] + frame.intercept();
        return new double[] {Math.min(a, b), Math.max(a, b)};
    }

    /** Quantiles of floats. */
    static double[] ofFloats(float[] values, double low, double high) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return new double[] {between(sorted, low), between(sorted, high)};
    }

    private static double between(float[] sorted, double quantile) {
        double place = quantile * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }

    /** By counting, since sixteen bits have only 65,536 places. */
    private static double[] ofStored(short[] values, double low, double high) {
        int[] counts = new int[1 << 16];
        for (short value : values) {
            counts[value + (1 << 15)]++;
        }
        return new double[] {place(counts, low * (values.length - 1)), place(counts, high * (values.length - 1))};
    }

    private static double place(int[] counts, double rank) {
        int below = (int) rank;
        double lower = ranked(counts, below);
        return rank == below ? lower : lower + (rank - below) * (ranked(counts, below + 1) - lower);
    }

    private static double ranked(int[] counts, int rank) {
        int seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen > rank) {
                return i - (1 << 15);
            }
        }
        throw new IllegalStateException("rank " + rank + " of " + seen + " values");
    }

    private static float[] floats(Frame frame) {
        float[] values = new float[frame.pixels().length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) frame.pixels().at(i);
        }
        return values;
    }

    private Quantiles() {}
}
