package org.isocenter.training.probe;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well the class of labelled training images is told from the labelled images of other patients, as balanced accuracy. Only training labels come here.
 *
 * @param label class of each image, from 0
 * @param classes number of classes
 * @param patients patient of each image
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LabelledProbe(int[] label, int classes, List<String> patients) {
    private static final int NEIGHBOURS = 20;
    private static final double TEMPERATURE = 0.07;
    private static final int MOST_FOLDS = 5;

    public LabelledProbe {
        patients = List.copyOf(patients);
        if (label.length != patients.size()) {
            throw new IllegalArgumentException("one label and one patient per image, %d labels, %d patients"
                    .formatted(label.length, patients.size()));
        }
    }

    /**
     * By the nearest images, leaving one patient out at a time: the mean over the classes of the part that is found.
     *
     * @param features (N, D), a row per image in the order of the labels
     * @return 0 to 1; chance is 1 / classes
     */
    public double nearest(double[][] features) {
        double[][] unit = KnnProbe.normalised(features);
        KnnProbe knn = new KnnProbe(Math.min(NEIGHBOURS, smallestClass()), TEMPERATURE);
        int[] predicted = IntStream.range(0, label.length)
                .parallel()
                .map(sample -> winner(knn.vote(unit, label, classes, unit[sample], other -> apart(sample, other))))
                .toArray();
        return balancedAccuracy(predicted);
    }

    /** By logistic regression on scaled features, leaving a fifth of the patients out at a time: the same mean. */
    public double linear(double[][] features) {
        double[][] scaled = Standardiser.of(features).apply(features);
        int folds = (int) Math.min(MOST_FOLDS, patients.stream().distinct().count());
        int[] fold = Folds.of(label, patients, folds, 0);
        double[][] probabilities = LinearProbe.heldOut(scaled, label, classes, fold, LinearProbe.DEFAULT_C, true);
        return balancedAccuracy(
                Arrays.stream(probabilities).mapToInt(this::winner).toArray());
    }

    private double balancedAccuracy(int[] predicted) {
        return IntStream.range(0, classes)
                .filter(k -> count(k) > 0)
                .mapToDouble(k -> found(predicted, k) / (double) count(k))
                .average()
                .orElse(Double.NaN);
    }

    private boolean apart(int sample, int other) {
        return !patients.get(other).equals(patients.get(sample));
    }

    private int winner(double[] votes) {
        return IntStream.range(0, classes)
                .reduce((a, b) -> votes[b] > votes[a] ? b : a)
                .orElseThrow();
    }

    private long found(int[] predicted, int k) {
        return IntStream.range(0, label.length)
                .filter(i -> label[i] == k && predicted[i] == k)
                .count();
    }

    private int smallestClass() {
        return IntStream.range(0, classes)
                .map(this::count)
                .filter(n -> n > 0)
                .min()
                .orElse(1);
    }

    private int count(int k) {
        return (int) IntStream.of(label).filter(l -> l == k).count();
    }
}
