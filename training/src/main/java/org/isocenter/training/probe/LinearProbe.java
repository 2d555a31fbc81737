package org.isocenter.training.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A linear classifier on frozen features: z-scored, its penalty chosen by cross-validation among the labelled training samples and
 * nothing else. With few labels per class there is nothing to choose with, and the default is used.
 */
public final class LinearProbe {
    /** The penalty for small sets: C 0.01 on z-scored features. */
    public static final double DEFAULT_C = 0.01;

    private static final List<Double> GRID = List.of(0.001, 0.003, DEFAULT_C, 0.03, 0.1);
    private static final int FOLDS = 5;
    private static final int LABELS_TO_CHOOSE = 20;

    private final Standardiser standardiser;
    private final LogisticRegression model;
    private final double chosenC;

    private LinearProbe(Standardiser standardiser, LogisticRegression model, double chosenC) {
        this.standardiser = standardiser;
        this.model = model;
        this.chosenC = chosenC;
    }

    /**
     * Fits on labelled features.
     *
     * @param rows labelled samples x features
     * @param label class of each
     * @param classes number of classes
     * @param patients patient of each, kept together in cross-validation
     * @param scale statistics of the features, best over all training images, labelled or not
     * @param balanced whether classes weigh the same whatever their number of labels
     */
    public static LinearProbe fit(
            double[][] rows,
            int[] label,
            int classes,
            List<String> patients,
            Standardiser scale,
            boolean balanced,
            long seed) {
        double[][] scaled = scale.apply(rows);
        double c = smallestClass(label, classes) < LABELS_TO_CHOOSE
                ? DEFAULT_C
                : choose(scaled, label, classes, Folds.of(label, patients, FOLDS, seed), balanced);
        return new LinearProbe(scale, LogisticRegression.fit(scaled, label, classes, c, balanced), c);
    }

    private static long smallestClass(int[] label, int classes) {
        return IntStream.range(0, classes)
                .mapToLong(k -> Arrays.stream(label).filter(l -> l == k).count())
                .min()
                .orElse(0);
    }

    private static double choose(double[][] rows, int[] label, int classes, int[] fold, boolean balanced) {
        return GRID.parallelStream()
                .map(c -> new double[] {c, heldOutLoss(rows, label, classes, fold, c, balanced)})
                .min(Comparator.comparingDouble(pair -> pair[1]))
                .map(pair -> pair[0])
                .orElse(DEFAULT_C);
    }

    private static double heldOutLoss(
            double[][] rows, int[] label, int classes, int[] fold, double c, boolean balanced) {
        double[][] p = heldOut(rows, label, classes, fold, c, balanced);
        return IntStream.range(0, label.length)
                .mapToDouble(i -> -Math.log(Math.max(p[i][label[i]], 1e-12)))
                .sum();
    }

    /** Probabilities of every sample from a model that did not see its fold; rows are already on a common scale. */
    public static double[][] heldOut(
            double[][] rows, int[] label, int classes, int[] fold, double c, boolean balanced) {
        double[][] result = new double[rows.length][];
        int folds = Arrays.stream(fold).max().orElse(0) + 1;
        IntStream.range(0, folds).parallel().forEach(f -> {
            int[] seen =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != f).toArray();
            LogisticRegression model = LogisticRegression.fit(
                    Arrays.stream(seen).mapToObj(i -> rows[i]).toArray(double[][]::new),
                    Arrays.stream(seen).map(i -> label[i]).toArray(),
                    classes,
                    c,
                    balanced);
            for (int i = 0; i < fold.length; i++) {
                if (fold[i] == f) {
                    result[i] = model.probabilities(rows[i]);
                }
            }
        });
        return result;
    }

    /** Class probabilities of samples. */
    public double[][] probabilities(double[][] rows) {
        return model.probabilities(standardiser.apply(rows));
    }

    /** The penalty in use. */
    public double chosenC() {
        return chosenC;
    }

    /** The classifier on the scaled features. */
    public LogisticRegression model() {
        return model;
    }

    /** The scale of the features. */
    public Standardiser standardiser() {
        return standardiser;
    }
}
