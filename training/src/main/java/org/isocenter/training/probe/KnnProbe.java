package org.isocenter.training.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Classifies by the labels of the nearest training features: a vote of exp(cosine / temperature) over the k nearest (Wu 2018, as in DINO).
 *
 * @param k neighbours, usually 20; fewer where there are fewer samples
 * @param temperature usually 0.07; store it and k with every result
 */
public record KnnProbe(int k, double temperature) {

    public KnnProbe() {
        this(20, 0.07);
    }

    /**
     * Votes for every test sample.
     *
     * @param train rows of features
     * @param label class of each row
     * @param classes number of classes
     * @param test rows of features
     * @return test x classes sums of votes, not normalised
     */
    public double[][] scores(double[][] train, int[] label, int classes, double[][] test) {
        double[][] unit = normalised(train);
        return Arrays.stream(normalised(test))
                .parallel()
                .map(row -> vote(unit, label, classes, row, neighbour -> true))
                .toArray(double[][]::new);
    }

    /** The votes for one sample of those training rows that may vote; all rows have length 1. */
    double[] vote(double[][] train, int[] label, int classes, double[] row, IntPredicate may) {
        double[] cosine =
                Arrays.stream(train).mapToDouble(other -> dot(other, row)).toArray();
        double[] votes = new double[classes];
        IntStream.range(0, train.length)
                .filter(may)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosine[i]))
                .limit(k)
                .forEach(i -> votes[label[i]] += Math.exp(cosine[i] / temperature));
        return votes;
    }

    /** Rows scaled to length 1; a row of zeros stays. */
    public static double[][] normalised(double[][] rows) {
        return Arrays.stream(rows).map(KnnProbe::normalised).toArray(double[][]::new);
    }

    private static double[] normalised(double[] row) {
        double norm = Math.max(Math.sqrt(dot(row, row)), 1e-12);
        return Arrays.stream(row).map(value -> value / norm).toArray();
    }

    /** The inner product, in four partial sums that a processor adds side by side. */
    public static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
