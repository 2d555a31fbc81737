package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each class was decided where each was true, and the figures that follow from it. A figure over nothing is NaN.
 *
 * @param counts classes x classes, a row for what is true, a column for what was decided
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Confusion(long[][] counts) {

    /** Counts every sample once. */
    public static Confusion of(int[] label, int[] decided, int classes) {
        int[] times = new int[label.length];
        Arrays.fill(times, 1);
        return of(label, decided, classes, times);
    }

    /**
     * Counts samples.
     *
     * @param times how often each sample was drawn
     */
    public static Confusion of(int[] label, int[] decided, int classes, int[] times) {
        long[][] counts = new long[classes][classes];
        for (int i = 0; i < label.length; i++) {
            counts[label[i]][decided[i]] += times[i];
        }
        return new Confusion(counts);
    }

    /** Share of samples decided right. */
    public double accuracy() {
        return (double) right() / all();
    }

    /** Mean sensitivity over the classes that occur. */
    public double balancedAccuracy() {
        return mean(k -> truth(k) > 0, this::sensitivity);
    }

    /** Share of a class that was decided right. */
    public double sensitivity(int k) {
        return (double) counts[k][k] / truth(k);
    }

    /** Share of the other classes that was not decided to be this one. */
    public double specificity(int k) {
        return (double) (all() - truth(k) - decided(k) + counts[k][k]) / (all() - truth(k));
    }

    /** Share of the decisions for a class that were right. */
    public double precision(int k) {
        return (double) counts[k][k] / decided(k);
    }

    /** 2 TP / (2 TP + FP + FN); NaN for a class that neither is true nor was decided. */
    public double f1(int k) {
        return 2.0 * counts[k][k] / (truth(k) + decided(k));
    }

    /** Mean F1 over the classes that are true or were decided somewhere. */
    public double macroF1() {
        return mean(k -> truth(k) + decided(k) > 0, this::f1);
    }

    /** Matthews' correlation of several classes (Gorodkin 2004); 0 where only one class is true or was decided. */
    public double mcc() {
        double n = all();
        double agree = right() * n;
        double truths = n * n;
        double decisions = n * n;
        for (int k = 0; k < counts.length; k++) {
            agree -= (double) truth(k) * decided(k);
            truths -= (double) truth(k) * truth(k);
            decisions -= (double) decided(k) * decided(k);
        }
        return truths == 0 || decisions == 0 ? 0 : agree / Math.sqrt(truths * decisions);
    }

    /**
     * Cohen's kappa: agreement beyond chance, where being off by d classes counts d to a power (Cohen 1968); NaN where chance alone agrees fully.
     *
     * @param power 0 every error alike, 1 linear, 2 quadratic
     */
    public double kappa(int power) {
        double seen = 0;
        double byChance = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                double cost = i == j ? 0 : Math.pow(Math.abs(i - j), power);
                seen += cost * counts[i][j];
                byChance += cost * truth(i) * decided(j);
            }
        }
        return byChance == 0 ? Double.NaN : 1 - seen * all() / byChance;
    }

    /** Mean distance in grades between decision and truth. */
    public double meanAbsoluteError() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                sum += (double) Math.abs(i - j) * counts[i][j];
            }
        }
        return sum / all();
    }

    private double mean(IntPredicate counted, IntToDoubleFunction figure) {
        return IntStream.range(0, counts.length)
                .filter(counted)
                .mapToDouble(figure)
                .average()
                .orElse(Double.NaN);
    }

    private long right() {
        long sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k][k];
        }
        return sum;
    }

    private long truth(int k) {
        long sum = 0;
        for (long count : counts[k]) {
            sum += count;
        }
        return sum;
    }

    private long decided(int k) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[k];
        }
        return sum;
    }

    private long all() {
        long sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += truth(k);
        }
        return sum;
    }
}
