package org.isocenter.training.curation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.probe.Folds;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.probe.LinearProbe;
import org.isocenter.training.probe.Standardiser;

/**
 * How sure the rest of the set is of each label: the mean of a cross-validated linear probe, on the images and on their mirror images, and of a vote of
 * the nearest (confident learning's self-confidence, Northcutt 2021). No image is judged by what learnt from its own patient, or a neighbouring slice
 * would vouch for a wrong label.
 *
 * @param label class of each image
 * @param classes number of classes
 * @param patients patient of each image
 * @param seed of the divisions into folds
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SuspiciousLabels(int[] label, int classes, List<String> patients, long seed) {
    private static final int FOLDS = 5;
    private static final int REPEATS = 2;
    private static final KnnProbe VOTE = new KnnProbe(10, 0.1);

    /** Class probabilities of every image, from what did not see it. */
    double[][] probabilities(double[][] embedding, double[][] mirrored) {
        double[][] mean = new double[label.length][classes];
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            add(mean, heldOut(embedding, seed + repeat), 1.0 / (3 * REPEATS));
            add(mean, heldOut(mirrored, seed + repeat), 1.0 / (3 * REPEATS));
        }
        add(mean, votes(embedding), 1.0 / 3);
        return mean;
    }

    private double[][] heldOut(double[][] rows, long foldSeed) {
        double[][] scaled = Standardiser.of(rows).apply(rows);
        int[] fold = Folds.of(label, patients, FOLDS, foldSeed);
        return LinearProbe.heldOut(scaled, label, classes, fold, LinearProbe.DEFAULT_C, true);
    }

    private double[][] votes(double[][] embedding) {
        double[][] rows = Outliers.centred(embedding);
        return IntStream.range(0, rows.length)
                .parallel()
                .mapToObj(i -> vote(rows, i))
                .toArray(double[][]::new);
    }

    private double[] vote(double[][] rows, int place) {
        int[] others = IntStream.range(0, rows.length)
                .filter(i -> !patients.get(i).equals(patients.get(place)))
                .toArray();
        double[] votes = VOTE.scores(
                        Curator.pick(rows, others),
                        Arrays.stream(others).map(i -> label[i]).toArray(),
                        classes,
                        new double[][] {rows[place]})[0];
        double sum = Arrays.stream(votes).sum();
        return Arrays.stream(votes).map(vote -> vote / sum).toArray();
    }

    private static void add(double[][] mean, double[][] p, double share) {
        for (int i = 0; i < mean.length; i++) {
            for (int k = 0; k < mean[i].length; k++) {
                mean[i][k] += share * p[i][k];
            }
        }
    }
}
