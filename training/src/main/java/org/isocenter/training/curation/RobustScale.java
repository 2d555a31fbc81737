package org.isocenter.training.curation;

import java.util.Arrays;

/**
 * Where a value stands among the others: distance from the median in units of the median absolute deviation, which a few wrong images cannot move.
 *
 * @param median of the values
 * @param deviation 1.4826 times the median absolute deviation, at least a floor
 */
record RobustScale(double median, double deviation) {
    private static final double NORMAL_CONSISTENCY = 1.4826;

    static RobustScale of(double[] values, double floor) {
        double median = median(values);
        double spread = median(
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
        return new RobustScale(median, Math.max(floor, NORMAL_CONSISTENCY * spread));
    }

    double distance(double value) {
        return (value - median) / deviation;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Maps a distance to 0..1 with one half at the cut. */
    static double certainty(double distance, double cut, double width) {
        return 1 / (1 + Math.exp(-(distance - cut) / width));
    }
}
