package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores of one class, sorted once, so that a figure of each of many draws takes one pass. A draw is given as how often each sample is in it; samples of
 * one score fall together, as in scikit-learn.
 */
public final class RankedScores {
    private final int[] place;
    private final boolean[] positive;
    private final boolean[] last;

    private RankedScores(int[] place, boolean[] positive, boolean[] last) {
        this.place = place;
        this.positive = positive;
        this.last = last;
    }

    /** All samples, higher is more likely positive. */
    public static RankedScores of(boolean[] positive, double[] score) {
        int[] order = IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> score[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] sorted = new boolean[order.length];
        boolean[] last = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = positive[order[i]];
            last[i] = i + 1 == order.length || score[order[i]] != score[order[i + 1]];
        }
        return new RankedScores(order, sorted, last);
    }

    /** Area under the ROC curve over every sample once; NaN without positives or without negatives. */
    public double auroc() {
        return auroc(once());
    }

    /** Average precision over every sample once; NaN without positives. */
    public double averagePrecision() {
        return averagePrecision(once());
    }

    private int[] once() {
        int[] times = new int[place.length];
        Arrays.fill(times, 1);
        return times;
    }

    /**
     * Area under the ROC curve, ties 1/2 (Mann-Whitney); NaN without positives or without negatives.
     *
     * @param times how often each sample was drawn
     */
    public double auroc(int[] times) {
        double pairs = 0;
        long below = 0;
        long positives = 0;
        long tiedPositives = 0;
        long tiedNegatives = 0;
        for (int i = 0; i < place.length; i++) {
            if (positive[i]) {
                tiedPositives += times[place[i]];
            } else {
                tiedNegatives += times[place[i]];
            }
            if (last[i]) {
                pairs += tiedPositives * (below + tiedNegatives / 2.0);
                below += tiedNegatives;
                positives += tiedPositives;
                tiedPositives = 0;
                tiedNegatives = 0;
            }
        }
        return positives == 0 || below == 0 ? Double.NaN : pairs / ((double) positives * below);
    }

    /**
     * Average precision: the sum of (R_k - R_k-1) P_k over distinct thresholds, without interpolation; NaN without positives.
     *
     * @param times how often each sample was drawn
     */
    public double averagePrecision(int[] times) {
        double sum = 0;
        long hits = 0;
        long seen = 0;
        long before = 0;
        for (int i = place.length - 1; i >= 0; i--) {
            seen += times[place[i]];
            hits += positive[i] ? times[place[i]] : 0;
            if (isFirst(i)) {
                sum += hits == before ? 0 : (double) (hits - before) * hits / seen;
                before = hits;
            }
        }
        return hits == 0 ? Double.NaN : sum / hits;
    }

    /**
     * The largest sensitivity at a threshold of at least so much specificity, on the curve's own points, without interpolation; NaN without positives or
     * without negatives.
     *
     * @param specificity 0 to 1
     * @param times how often each sample was drawn
     */
    public double sensitivityAt(double specificity, int[] times) {
        return best(times, (sensitivity, other) -> other >= specificity - 1e-12 ? sensitivity : 0);
    }

    /**
     * The largest specificity at a threshold of at least so much sensitivity; as above.
     *
     * @param sensitivity 0 to 1
     * @param times how often each sample was drawn
     */
    public double specificityAt(double sensitivity, int[] times) {
        return best(times, (own, specificity) -> own >= sensitivity - 1e-12 ? specificity : 0);
    }

    /** The largest value over the thresholds, from the one above all scores on. */
    private double best(int[] times, Operating value) {
        long positives = 0;
        long negatives = 0;
        for (int i = 0; i < place.length; i++) {
            positives += positive[i] ? times[place[i]] : 0;
            negatives += positive[i] ? 0 : times[place[i]];
        }
        double best = value.at(0, 1);
        long hits = 0;
        long alarms = 0;
        for (int i = place.length - 1; i >= 0; i--) {
            hits += positive[i] ? times[place[i]] : 0;
            alarms += positive[i] ? 0 : times[place[i]];
            if (isFirst(i)) {
                best = Math.max(best, value.at((double) hits / positives, 1 - (double) alarms / negatives));
            }
        }
        return positives == 0 || negatives == 0 ? Double.NaN : best;
    }

    private boolean isFirst(int i) {
        return i == 0 || last[i - 1];
    }

    /** What a point of the ROC curve is worth. */
    private interface Operating {
        double at(double sensitivity, double specificity);
    }
}
