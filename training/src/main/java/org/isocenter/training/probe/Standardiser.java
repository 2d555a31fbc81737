package org.isocenter.training.probe;

import java.util.Arrays;

/**
 * Brings every feature to mean 0 and standard deviation 1. Its statistics need no label, so unlabelled training images may and should contribute.
 *
 * @param mean one per feature
 * @param deviation one per feature, 1 where the feature is constant
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Standardiser(double[] mean, double[] deviation) {

    /** Statistics of rows of features. */
    public static Standardiser of(double[][] rows) {
        int width = rows[0].length;
        double[] mean = new double[width];
        double[] square = new double[width];
        for (double[] row : rows) {
            for (int j = 0; j < width; j++) {
                mean[j] += row[j] / rows.length;
                square[j] += row[j] * row[j] / rows.length;
            }
        }
        double[] deviation = new double[width];
        Arrays.setAll(deviation, j -> {
            double variance = square[j] - mean[j] * mean[j];
            return variance > 1e-12 ? Math.sqrt(variance) : 1;
        });
        return new Standardiser(mean, deviation);
    }

    /**
     * The same with no deviation below a share of the median one: a feature that lies still among these images need not among others, and would then
     * outweigh all the rest.
     */
    public Standardiser withFloor(double share) {
        double[] sorted = deviation.clone();
        Arrays.sort(sorted);
        double floor = share * sorted[sorted.length / 2];
        return new Standardiser(
                mean, Arrays.stream(deviation).map(d -> Math.max(d, floor)).toArray());
    }

    /** The rows on the new scale. */
    public double[][] apply(double[][] rows) {
        return Arrays.stream(rows).map(this::apply).toArray(double[][]::new);
    }

    private double[] apply(double[] row) {
        double[] scaled = new double[row.length];
        Arrays.setAll(scaled, j -> (row[j] - mean[j]) / deviation[j]);
        return scaled;
    }
}
