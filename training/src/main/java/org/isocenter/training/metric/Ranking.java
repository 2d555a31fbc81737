package org.isocenter.training.metric;

import java.util.Comparator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Measures of how well scores order positives before negatives; ties count as they fall in scikit-learn. */
public final class Ranking {

    /** Area under the ROC curve, ties 1/2 (Mann-Whitney); NaN without positives or without negatives. */
    public static double auroc(boolean[] positive, double[] score) {
        int[] order = ascending(score);
        double rankSum = 0;
        int positives = 0;
        for (int start = 0; start < order.length; ) {
            int end = endOfTie(order, score, start);
            double rank = (start + end + 1) / 2.0;
            for (int i = start; i < end; i++) {
                if (positive[order[i]]) {
                    rankSum += rank;
                    positives++;
                }
            }
            start = end;
        }
        double negatives = order.length - positives;
        return (rankSum - positives * (positives + 1.0) / 2) / (positives * negatives);
    }

    /** Average precision: the sum of (R_k - R_k-1) P_k over distinct thresholds, without interpolation; NaN without positives. */
    public static double averagePrecision(boolean[] positive, double[] score) {
        int[] order = ascending(score);
        int total = count(positive);
        double sum = 0;
        int hits = 0;
        for (int end = order.length; end > 0; ) {
            int start = startOfTie(order, score, end);
            int before = hits;
            for (int i = start; i < end; i++) {
                hits += positive[order[i]] ? 1 : 0;
            }
            sum += (double) (hits - before) * hits / (order.length - start);
            end = start;
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    /** Mean over classes of one-versus-rest AUROC; classes without positives or negatives are left out. */
    public static double macroAuroc(int[] label, double[][] scores) {
        return macro(label, scores, Ranking::auroc);
    }

    /** Mean over classes of one-versus-rest average precision; classes without positives are left out. */
    public static double macroAveragePrecision(int[] label, double[][] scores) {
        return macro(label, scores, Ranking::averagePrecision);
    }

    private static double macro(int[] label, double[][] scores, ToDoubleBiFunction<boolean[], double[]> measure) {
        return IntStream.range(0, scores[0].length)
                .mapToDouble(c -> measure.applyAsDouble(oneVersusRest(label, c), column(scores, c)))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    static boolean[] oneVersusRest(int[] label, int positiveClass) {
        boolean[] positive = new boolean[label.length];
        for (int i = 0; i < label.length; i++) {
            positive[i] = label[i] == positiveClass;
        }
        return positive;
    }

    static double[] column(double[][] rows, int column) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rows[i][column];
        }
        return values;
    }

    private static int[] ascending(double[] score) {
        return IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> score[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int endOfTie(int[] order, double[] score, int start) {
        int end = start + 1;
        while (end < order.length && score[order[end]] == score[order[start]]) {
            end++;
        }
        return end;
    }

    private static int startOfTie(int[] order, double[] score, int end) {
        int start = end - 1;
        while (start > 0 && score[order[start - 1]] == score[order[end - 1]]) {
            start--;
        }
        return start;
    }

    private static int count(boolean[] positive) {
        int count = 0;
        for (boolean value : positive) {
            count += value ? 1 : 0;
        }
        return count;
    }

    private Ranking() {}
}
