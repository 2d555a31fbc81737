package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * Lets the nearest labelled images vote on a frozen encoder, without any training: {@code exp(cosine / 0.07)} each (Wu et al. 2018,
 * <a href="https://arxiv.org/abs/1805.01978">arXiv:1805.01978</a>). As many vote as the smallest class has labels, at most 20; a probability is the share of
 * the votes. For each finding the images vote of which it is known.
 */
public final class KnnHead implements ClassificationHead {
    private static final String EXAMPLES = "examples";
    private static final String ANSWERS = "answers";
    private static final int MOST_NEIGHBOURS = 20;
    private static final double TEMPERATURE = 0.07;

    private final Embedder encoder;
    private final Weights weights;

    private KnnHead(Embedder encoder, Weights weights) {
        this.encoder = encoder;
        this.weights = weights;
    }

    /** Keeps the labelled images' features; unlabelled training frames contribute the mean. */
    public static KnnHead fit(Embedder encoder, LabelledClasses set) {
        double[][] all = encoder.embed(set.frames());
        UnitFeatures unit = UnitFeatures.around(all);
        double[][] rows =
                unit.apply(Arrays.stream(set.places()).mapToObj(i -> all[i]).toArray(double[][]::new));
        double[][] answers = Arrays.stream(set.answers())
                .map(row -> Arrays.stream(row).asDoubleStream().toArray())
                .toArray(double[][]::new);
        return new KnnHead(
                encoder, unit.weights().and(new Weights(Map.of(EXAMPLES, tensor(rows), ANSWERS, tensor(answers)))));
    }

    private static Tensor tensor(double[][] rows) {
        int width = rows[0].length;
        float[] values = new float[rows.length * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / width][i % width];
        }
        return new Tensor(new long[] {rows.length, width}, values);
    }

    private static double[][] rows(Tensor tensor) {
        int width = (int) tensor.shape()[1];
        return IntStream.range(0, (int) tensor.shape()[0])
                .mapToObj(i -> IntStream.range(0, width)
                        .mapToDouble(j -> tensor.values()[i * width + j])
                        .toArray())
                .toArray(double[][]::new);
    }

    /** A head that was made before, on the encoder that it was made on. */
    public static KnnHead load(Embedder encoder, Weights weights) {
        return new KnnHead(encoder, weights);
    }

    @Override
    public double[][] probabilities(FrameSource frames) {
        double[][] asked = UnitFeatures.of(weights).apply(encoder.embed(frames));
        double[][] examples = rows(weights.get(EXAMPLES));
        double[][] answers = rows(weights.get(ANSWERS));
        double[][] p = new double[asked.length][answers[0].length];
        KnnProbe knn = new KnnProbe(neighbours(answers), TEMPERATURE);
        for (int k = 0; k < answers[0].length; k++) {
            int finding = k;
            int[] known = IntStream.range(0, examples.length)
                    .filter(i -> answers[i][finding] >= 0)
                    .toArray();
            double[][] votes = knn.scores(
                    IntStream.of(known).mapToObj(i -> examples[i]).toArray(double[][]::new),
                    IntStream.of(known).map(i -> (int) answers[i][finding]).toArray(),
                    2,
                    asked);
            for (int i = 0; i < asked.length; i++) {
                p[i][k] = votes[i][1] / (votes[i][0] + votes[i][1]);
            }
        }
        return p;
    }

    private static int neighbours(double[][] answers) {
        long smallest = IntStream.range(0, answers[0].length)
                .mapToLong(
                        k -> Arrays.stream(answers).filter(row -> row[k] == 1).count())
                .min()
                .orElse(1);
        return (int) Math.max(1, Math.min(MOST_NEIGHBOURS, smallest));
    }

    /** {@code mean} of the features, {@code examples}, labelled images x features of length 1, and their {@code answers}, 1 yes, 0 no, -1 not known. */
    public Weights weights() {
        return weights;
    }
}
