package org.isocenter.training.familiarity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * Tells the strange from the familiar by the distance to the k-th nearest training image in the encoder's representation (deep nearest neighbours,
 * <a href="https://arxiv.org/abs/2204.06507">Sun 2022</a>). A training image is measured against those of other patients, as an image of a new patient will be;
 * the threshold is what all but a given share of them stay below.
 *
 * @param features (N, D), a row of length 1 for each training image
 * @param threshold distance above which an image is strange, 0..2
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Familiarity(double[][] features, double threshold) {
    /** Share of images like those of the training side that are taken for strange. */
    public static final double RATE = 0.05;

    private static final int NEIGHBOURS = 5;
    private static final String FEATURES = "features";
    private static final String THRESHOLD = "threshold";

    /**
     * Learns what is familiar; empty where the images are of one patient, who says nothing about others.
     *
     * @param features (N, D), a row for each training image
     * @param patients patient of each
     */
    public static Optional<Familiarity> of(double[][] features, List<String> patients) {
        if (patients.stream().distinct().count() < 2) {
            return Optional.empty();
        }
        double[][] rows = KnnProbe.normalised(features);
        double[] distances = IntStream.range(0, rows.length)
                .parallel()
                .mapToDouble(i ->
                        distance(rows, rows[i], other -> !patients.get(other).equals(patients.get(i))))
                .sorted()
                .toArray();
        int rank = (int) Math.ceil(
                (1 - RATE) * (distances.length + 1)); // so that the rate holds for the next image, not for these
        return Optional.of(new Familiarity(rows, distances[Math.min(rank, distances.length) - 1]));
    }

    /** Distance of an image, 0 alike to 2 opposite: one minus the cosine to its fifth nearest training image, or to the farthest of fewer. */
    public double distance(double[] feature) {
        return distance(features, KnnProbe.normalised(new double[][] {feature})[0], other -> true);
    }

    private static double distance(double[][] rows, double[] row, IntPredicate counts) {
        double[] nearest = IntStream.range(0, rows.length)
                .filter(counts)
                .mapToDouble(other -> 1 - KnnProbe.dot(rows[other], row))
                .sorted()
                .limit(NEIGHBOURS)
                .toArray();
        return Math.max(0, nearest[nearest.length - 1]);
    }

    /** All of it as tensors {@code features}, N x D, and {@code threshold}, a scalar. */
    public Weights weights() {
        float[] values = new float[features.length * features[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) features[i / features[0].length][i % features[0].length];
        }
        long[] shape = {features.length, features[0].length};
        return new Weights(Map.of(
                FEATURES, new Tensor(shape, values), THRESHOLD, new Tensor(new long[0], new float[] {(float) threshold
                })));
    }

    /** What {@link #weights} gave; empty where there is none of it. */
    public static Optional<Familiarity> load(Weights weights) {
        Tensor features = weights.tensors().get(FEATURES);
        if (features == null) {
            return Optional.empty();
        }
        int width = (int) features.shape()[1];
        double[][] rows = IntStream.range(0, (int) features.shape()[0])
                .mapToObj(i -> widened(Arrays.copyOfRange(features.values(), i * width, (i + 1) * width)))
                .toArray(double[][]::new);
        return Optional.of(new Familiarity(rows, weights.get(THRESHOLD).values()[0]));
    }

    private static double[] widened(float[] row) {
        return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
    }
}
