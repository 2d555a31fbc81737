package org.isocenter.training.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.metric.TemperatureScaling;
import org.isocenter.training.probe.Folds;

/**
 * What a kind of head says of labelled training frames that it has not learnt from; good for one thing, to learn how far its probabilities can be trusted.
 *
 * @param p frames x classes or findings, 0 to 1
 * @param targets the class of each frame; of findings one answer each, 1 yes, 0 no, -1 not known
 * @param kind of the labels
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HeldOut(double[][] p, int[][] targets, LabelKind kind) {
    /** Fewer labels leave too few to ask about. */
    public static final int LEAST = 20;

    private static final int FOLDS = 5;

    /** The fold of each labelled frame, all of one patient in the same. */
    static int[] folds(LabelledClasses set, long seed) {
        if (set.size() < LEAST) {
            throw new IllegalArgumentException("%d labels are too few to hold some out".formatted(set.size()));
        }
        return Folds.of(set.turns(), set.patients(), FOLDS, seed);
    }

    static int[] places(int[] fold, IntPredicate wanted) {
        return IntStream.range(0, fold.length).filter(i -> wanted.test(fold[i])).toArray();
    }

    /** The temperature under which these probabilities fit what is true best. */
    public TemperatureScaling temperature() {
        if (kind.isExclusive()) {
            return TemperatureScaling.fit(
                    p, Arrays.stream(targets).mapToInt(target -> target[0]).toArray());
        }
        List<double[]> rows = new ArrayList<>();
        List<Integer> label = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            for (int k = 0; k < p[i].length; k++) {
                if (targets[i][k] >= 0) {
                    rows.add(new double[] {1 - p[i][k], p[i][k]});
                    label.add(targets[i][k]);
                }
            }
        }
        return TemperatureScaling.fit(
                rows.toArray(double[][]::new),
                label.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Mean probability of the right answers, over frames or over the findings that are known of them; 0 to 1. */
    double right() {
        return IntStream.range(0, p.length)
                .boxed()
                .flatMapToDouble(i -> kind.isExclusive()
                        ? DoubleStream.of(p[i][targets[i][0]])
                        : IntStream.range(0, p[i].length)
                                .filter(k -> targets[i][k] >= 0)
                                .mapToDouble(k -> targets[i][k] == 1 ? p[i][k] : 1 - p[i][k]))
                .average()
                .orElse(Double.NaN);
    }

    /** Number of frames that were asked about. */
    public int size() {
        return p.length;
    }
}
