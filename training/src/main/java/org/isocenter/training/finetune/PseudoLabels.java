package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;

/**
 * What a head says of images without a label where it is sure.
 *
 * @param kind of the labels
 * @param classes their number
 * @param targets images x 1 class, or images x findings; -1 where the head is not sure
 * @param certain how sure it is of each image's class; 1 for findings
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PseudoLabels(LabelKind kind, int classes, int[][] targets, double[] certain) {

    /** Of probabilities, images x classes. */
    static PseudoLabels of(LabelKind kind, double[][] p, Certainty certainty) {
        int classes = p[0].length;
        if (!kind.isExclusive()) {
            int[][] targets = Arrays.stream(p)
                    .map(row -> Arrays.stream(row)
                            .mapToInt(each -> each >= certainty.present() ? 1 : each <= certainty.absent() ? 0 : -1)
                            .toArray())
                    .toArray(int[][]::new);
            return new PseudoLabels(
                    kind,
                    classes,
                    targets,
                    Arrays.stream(p).mapToDouble(row -> 1).toArray());
        }
        int[] best = Arrays.stream(p).mapToInt(PseudoLabels::largest).toArray();
        double[] certain =
                IntStream.range(0, p.length).mapToDouble(i -> p[i][best[i]]).toArray();
        int[][] targets = IntStream.range(0, p.length)
                .mapToObj(i -> new int[] {certain[i] >= certainty.present() ? best[i] : -1})
                .toArray(int[][]::new);
        return new PseudoLabels(kind, classes, targets, certain);
    }

    private static int largest(double[] row) {
        return IntStream.range(0, row.length)
                .reduce((a, b) -> row[b] > row[a] ? b : a)
                .orElseThrow();
    }

    /** Number of answers that could be taken: one for each image, of findings one for each of them. */
    int asked() {
        return targets.length * targets[0].length;
    }

    /** Number of answers that are taken. */
    int kept() {
        return (int) Arrays.stream(targets)
                .flatMapToInt(Arrays::stream)
                .filter(answer -> answer >= 0)
                .count();
    }

    /** How many images are taken for each class or as showing each finding. */
    int[] perClass() {
        return IntStream.range(0, classes)
                .map(k -> (int) Arrays.stream(targets)
                        .filter(target -> kind.isExclusive() ? target[0] == k : target[k] == 1)
                        .count())
                .toArray();
    }

    /** The places of images with an answer; of a class that has more than the middle one only as many, those that are surest. */
    int[] balanced() {
        int[] taken = IntStream.range(0, targets.length)
                .filter(i -> Arrays.stream(targets[i]).anyMatch(answer -> answer >= 0))
                .toArray();
        if (!kind.isExclusive()) {
            return taken;
        }
        int[] counts =
                Arrays.stream(perClass()).filter(count -> count > 0).sorted().toArray();
        int most = counts.length == 0 ? 0 : counts[counts.length / 2];
        return IntStream.range(0, classes)
                .flatMap(k -> IntStream.of(taken)
                        .filter(i -> targets[i][0] == k)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -certain[i]))
                        .limit(most)
                        .mapToInt(i -> i))
                .sorted()
                .toArray();
    }

    /**
     * The mean over all answers that could be taken, not over those that are (FixMatch).
     *
     * @param logits (N, scores) of other views of the images; at least one answer is taken
     */
    NDArray loss(NDArray logits, NDManager step) {
        long[] flat = Arrays.stream(targets)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
        return new ClassificationLoss(kind, classes).of(logits, flat, step).mul((float) kept() / asked());
    }
}
