package org.isocenter.training.metric;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Whether two heads decide the same samples differently well (McNemar 1947): only samples count that one alone decides right.
 *
 * @param firstOnly samples that the first alone decides right
 * @param secondOnly samples that the second alone decides right
 */
public record McNemar(long firstOnly, long secondOnly) {

    /** Counts decisions, true is right. */
    public static McNemar of(boolean[] first, boolean[] second) {
        return new McNemar(
                IntStream.range(0, first.length)
                        .filter(i -> first[i] && !second[i])
                        .count(),
                IntStream.range(0, first.length)
                        .filter(i -> !first[i] && second[i])
                        .count());
    }

    /** Exact two-sided p: twice the smaller tail of the binomial, at most 1. */
    public double exact() {
        long n = firstOnly + secondOnly;
        double log = -n * Math.log(2);
        double tail = 0;
        for (long k = 0; k <= Math.min(firstOnly, secondOnly); k++) {
            tail += Math.exp(log);
            log += Math.log((double) (n - k)) - Math.log(k + 1.0);
        }
        return Math.min(1, 2 * tail);
    }

    /** Two-sided p by chi-square without correction; 1 where no sample is decided right by one alone. */
    public double chiSquare() {
        return firstOnly + secondOnly == 0 ? 1 : Normal.ofSquare(statistic(0));
    }

    /** Two-sided p by chi-square with continuity correction. */
    public double chiSquareCorrected() {
        return firstOnly + secondOnly == 0 ? 1 : Normal.ofSquare(statistic(1));
    }

    double statistic(int correction) {
        double difference = Math.max(0, Math.abs(firstOnly - secondOnly) - correction);
        return difference * difference / (firstOnly + secondOnly);
    }

    /**
     * Two-sided p where patients have several samples, which are no independent witnesses (Durkalski et al. 2003); with one sample each it is chi-square
     * without correction.
     *
     * @param patients one name per sample
     */
    public static double byPatient(boolean[] first, boolean[] second, List<String> patients) {
        Map<String, double[]> sums = new TreeMap<>();
        for (int i = 0; i < first.length; i++) {
            double[] sum = sums.computeIfAbsent(patients.get(i), name -> new double[2]);
            sum[0] += (first[i] ? 1 : 0) - (second[i] ? 1 : 0);
            sum[1]++;
        }
        double[] shares =
                sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
        double total = 0;
        double squares = 0;
        for (double share : shares) {
            total += share;
            squares += share * share;
        }
        return squares == 0 ? 1 : Normal.ofSquare(total * total / squares);
    }
}
