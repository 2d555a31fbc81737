package org.isocenter.training.curation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.isocenter.training.probe.KnnProbe;

/**
 * Finds images that lie far from all others in the embedding: another body part, another modality, a photograph. The measure is the mean cosine distance
 * to the twenty nearest, so that a handful of strange images that resemble one another does not hide itself.
 */
final class Outliers {
    private static final int NEIGHBOURS = 20;
    private static final int MAX_REFERENCES = 4000;

    /** Mean cosine distance of every row to its nearest others, 0 to 2. */
    static double[] distances(double[][] embedding) {
        double[][] unit = KnnProbe.normalised(embedding);
        int step = Math.max(1, unit.length / MAX_REFERENCES);
        return IntStream.range(0, unit.length)
                .parallel()
                .mapToDouble(i -> distance(unit, i, step))
                .toArray();
    }

    private static double distance(double[][] unit, int place, int step) {
        double[] nearest = IntStream.iterate(0, i -> i < unit.length, i -> i + step)
                .filter(i -> i != place)
                .mapToDouble(i -> 1 - KnnProbe.dot(unit[i], unit[place]))
                .sorted()
                .limit(NEIGHBOURS)
                .toArray();
        return Arrays.stream(nearest).average().orElse(0);
    }

    /** Pooled features are all positive and share one large mean; without it cosines tell images apart. */
    static double[][] centred(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / rows.length;
            }
        }
        return Arrays.stream(rows)
                .map(row -> IntStream.range(0, mean.length)
                        .mapToDouble(j -> row[j] - mean[j])
                        .toArray())
                .toArray(double[][]::new);
    }

    private Outliers() {}
}
