package org.isocenter.training.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.platform.model.MetricValue;

/**
 * The area under a ROC curve, its variance, and whether two of the same samples differ (DeLong, DeLong and Clarke-Pearson 1988, ties 1/2, computed by
 * ranks as in Sun and Xu 2014). Samples of one patient are summed before they are squared (Obuchowski 1997); with one sample each it is DeLong's own.
 */
public final class DeLong {
    private final boolean[] positive;
    private final int[] patient;
    private final int patients;
    private final double[] placement;
    private final double area;

    private DeLong(boolean[] positive, int[] patient, double[] placement) {
        this.positive = positive;
        this.patient = patient;
        this.patients = Arrays.stream(patient).max().orElse(-1) + 1;
        this.placement = placement;
        this.area = IntStream.range(0, positive.length)
                .filter(i -> positive[i])
                .mapToDouble(i -> placement[i])
                .average()
                .orElse(Double.NaN);
    }

    /**
     * The curve of one class.
     *
     * @param positive of each sample
     * @param score higher is more likely
     * @param patients one name per sample
     */
    public static DeLong of(boolean[] positive, double[] score, List<String> patients) {
        double[] all = ranks(score, IntStream.range(0, score.length).toArray());
        int[] in = places(positive, true);
        int[] out = places(positive, false);
        double[] ofOwn = new double[score.length];
        double[] inOwn = ranks(score, in);
        double[] outOwn = ranks(score, out);
        for (int i = 0; i < in.length; i++) {
            ofOwn[in[i]] = (all[in[i]] - inOwn[i]) / out.length;
        }
        for (int i = 0; i < out.length; i++) {
            ofOwn[out[i]] = 1 - (all[out[i]] - outOwn[i]) / in.length;
        }
        Map<String, Integer> numbers = new HashMap<>();
        int[] number = patients.stream()
                .mapToInt(name -> {
                    int next = numbers.size();
                    return numbers.computeIfAbsent(name, unknown -> next);
                })
                .toArray();
        return new DeLong(positive.clone(), number, ofOwn);
    }

    private static int[] places(boolean[] positive, boolean wanted) {
        return IntStream.range(0, positive.length)
                .filter(i -> positive[i] == wanted)
                .toArray();
    }

    /** Ranks of some scores among themselves, counted from 1; equal ones share their mean. */
    private static double[] ranks(double[] score, int[] places) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, places.length).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> score[places[i]]));
        double[] ranks = new double[places.length];
        for (int from = 0; from < ranks.length; ) {
            int to = from + 1;
            while (to < ranks.length && score[places[order.get(to)]] == score[places[order.get(from)]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order.get(i)] = (from + to + 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** The area; NaN without positives or without negatives. */
    public double area() {
        return area;
    }

    /** Of the area. */
    public double variance() {
        return covariance(this);
    }

    /** Of two areas of the same samples. */
    double covariance(DeLong other) {
        double[] ownIn = sums(true);
        double[] ownOut = sums(false);
        double[] otherIn = other.sums(true);
        double[] otherOut = other.sums(false);
        double m = places(positive, true).length;
        double n = places(positive, false).length;
        double in = product(ownIn, otherIn) * scale(true) / (m * m);
        double out = product(ownOut, otherOut) * scale(false) / (n * n);
        double both = (product(ownIn, otherOut) + product(otherIn, ownOut)) * patients / (patients - 1.0) / (m * n);
        return in + out + both;
    }

    /** By patient the sum over its samples of one side of how far their placement is from the area. */
    private double[] sums(boolean side) {
        double[] sums = new double[patients];
        for (int i = 0; i < positive.length; i++) {
            sums[patient[i]] += positive[i] == side ? placement[i] - area : 0;
        }
        return sums;
    }

    private double scale(boolean side) {
        double with = IntStream.of(places(positive, side))
                .map(i -> patient[i])
                .distinct()
                .count();
        return with / (with - 1);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The area with its 95 % interval on the logit scale, which stays within 0 and 1. */
    public MetricValue logitInterval() {
        double logit = Math.log(area / (1 - area));
        double reach = Normal.Z95 * Math.sqrt(variance()) / (area * (1 - area));
        return new MetricValue(area, sigmoid(logit - reach), sigmoid(logit + reach));
    }

    /** The area with its symmetric 95 % interval. */
    public MetricValue waldInterval() {
        double reach = Normal.Z95 * Math.sqrt(variance());
        return new MetricValue(area, area - reach, area + reach);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** How many standard errors this area lies above another of the same samples; 0 where both are the same everywhere. */
    public double z(DeLong other) {
        double variance = variance() + other.variance() - 2 * covariance(other);
        return variance <= 1e-15 && area == other.area ? 0 : (area - other.area) / Math.sqrt(variance);
    }

    /** Two-sided p of there being no difference from another of the same samples. */
    public double p(DeLong other) {
        return Normal.twoSided(z(other));
    }
}
