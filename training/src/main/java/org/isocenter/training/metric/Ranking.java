package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How well the scores of several classes order each class before the others; a class whose figure is undefined is left out of the mean. */
public final class Ranking {

    /** Area under the ROC curve, ties 1/2; NaN without positives or without negatives. */
    public static double auroc(boolean[] positive, double[] score) {
        return RankedScores.of(positive, score).auroc();
    }

    /** Average precision without interpolation; NaN without positives. */
    public static double averagePrecision(boolean[] positive, double[] score) {
        return RankedScores.of(positive, score).averagePrecision();
    }

    /** Mean over classes of one-versus-rest AUROC; classes without positives or negatives are left out. */
    public static double macroAuroc(int[] label, double[][] scores) {
        return mean(oneVersusRest(label, scores), RankedScores::auroc);
    }

    /** Mean over classes of one-versus-rest average precision; classes without positives are left out. */
    public static double macroAveragePrecision(int[] label, double[][] scores) {
        return mean(oneVersusRest(label, scores), RankedScores::averagePrecision);
    }

    /** Mean over classes of a figure; those where it is undefined are left out, NaN where it is everywhere. */
    static double mean(RankedScores[] classes, ToDoubleFunction<RankedScores> figure) {
        return Stream.of(classes)
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** Each class against all others. */
    static RankedScores[] oneVersusRest(int[] label, double[][] scores) {
        return IntStream.range(0, scores[0].length)
                .mapToObj(k -> RankedScores.of(oneVersusRest(label, k), column(scores, k)))
                .toArray(RankedScores[]::new);
    }

    static boolean[] oneVersusRest(int[] label, int positiveClass) {
        boolean[] positive = new boolean[label.length];
        for (int i = 0; i < label.length; i++) {
            positive[i] = label[i] == positiveClass;
        }
        return positive;
    }

    static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private Ranking() {}
}
