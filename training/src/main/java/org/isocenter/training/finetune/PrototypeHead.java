package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.weights.Weights;

/**
 * Says the class whose prototype is nearest on a frozen encoder, without any training (Snell et al. 2017,
 * <a href="https://arxiv.org/abs/1703.05175">arXiv:1703.05175</a>). A prototype is the mean direction of a class's labelled images; the score is the cosine
 * over a temperature of 0.1. A finding has two, of images with and without it, and its score is the difference; grades are classes like others.
 */
public final class PrototypeHead implements ClassificationHead {
    private static final String PREFIX = "head.";
    private static final double TEMPERATURE = 0.1;

    private final Embedder encoder;
    private final UnitFeatures unit;
    private final LinearLayer layer;

    private PrototypeHead(Embedder encoder, UnitFeatures unit, LinearLayer layer) {
        this.encoder = encoder;
        this.unit = unit;
        this.layer = layer;
    }

    /** Takes the prototypes; unlabelled training frames contribute the mean of the features. */
    public static PrototypeHead fit(Embedder encoder, LabelledClasses set) {
        double[][] all = encoder.embed(set.frames());
        UnitFeatures unit = UnitFeatures.around(all);
        double[][] rows =
                unit.apply(Arrays.stream(set.places()).mapToObj(i -> all[i]).toArray(double[][]::new));
        int[][] answers = set.answers();
        int features = unit.mean().length;
        float[] weight = new float[set.classes() * features];
        for (int k = 0; k < set.classes(); k++) {
            double[] with = direction(rows, answers, k, 1);
            double[] without = set.kind().isExclusive() ? new double[features] : direction(rows, answers, k, 0);
            for (int j = 0; j < features; j++) {
                weight[k * features + j] = (float) ((with[j] - without[j]) / TEMPERATURE);
            }
        }
        return new PrototypeHead(encoder, unit, new LinearLayer(weight, new float[set.classes()], scores(set.kind())));
    }

    private static double[] direction(double[][] rows, int[][] answers, int k, int answer) {
        double[] sum = new double[rows[0].length];
        IntStream.range(0, rows.length).filter(i -> answers[i][k] == answer).forEach(i -> {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += rows[i][j];
            }
        });
        return KnnProbe.normalised(new double[][] {sum})[0];
    }

    private static LabelKind scores(LabelKind kind) {
        return kind.isExclusive() ? LabelKind.CLASSIFICATION : kind;
    }

    /** A head that was made before, on the encoder that it was made on and for labels of the same kind. */
    public static PrototypeHead load(Embedder encoder, Weights weights, LabelKind kind) {
        return new PrototypeHead(encoder, UnitFeatures.of(weights), LinearLayer.of(weights.of(PREFIX), scores(kind)));
    }

    @Override
    public double[][] probabilities(FrameSource frames) {
        return layer.probabilities(unit.apply(encoder.embed(frames)));
    }

    /** {@code mean} of the features, and {@code head.weight}, classes x features: the prototypes over the temperature, of findings their differences. */
    public Weights weights() {
        return unit.weights().and(layer.weights().under(PREFIX));
    }
}
