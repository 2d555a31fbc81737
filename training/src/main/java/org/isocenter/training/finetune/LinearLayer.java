package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.probe.LinearProbe;
import org.isocenter.training.probe.Standardiser;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * The last layer of a classification head: scores are weight x feature + bias, one per class, for grades one fewer.
 *
 * @param weight scores x features, row-major
 * @param bias one per score
 * @param kind how scores become probabilities
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LinearLayer(float[] weight, float[] bias, LabelKind kind) {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    LinearLayer {
        if (bias.length == 0 || weight.length == 0 || weight.length % bias.length != 0) {
            throw new IllegalArgumentException(
                    "%d weights do not make %d scores".formatted(weight.length, bias.length));
        }
    }

    /** The classifier of a probe, still on scaled features. */
    static LinearLayer ofClasses(LinearProbe probe, int classes) {
        int features = probe.standardiser().mean().length;
        float[] weight = new float[classes * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) probe.model().coefficient(i / features, i % features);
        }
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            bias[k] = (float) probe.model().intercept(k);
        }
        return new LinearLayer(weight, bias, LabelKind.CLASSIFICATION);
    }

    /** The classifiers of questions with yes (1) or no (0), one score each, still on scaled features. */
    static LinearLayer ofQuestions(List<LinearProbe> probes, LabelKind kind) {
        int features = probes.get(0).standardiser().mean().length;
        float[] weight = new float[probes.size() * features];
        float[] bias = new float[probes.size()];
        for (int k = 0; k < bias.length; k++) {
            for (int j = 0; j < features; j++) {
                weight[k * features + j] = (float) (probes.get(k).model().coefficient(1, j)
                        - probes.get(k).model().coefficient(0, j));
            }
            bias[k] = (float)
                    (probes.get(k).model().intercept(1) - probes.get(k).model().intercept(0));
        }
        return new LinearLayer(weight, bias, kind);
    }

    /** The layer of a file. */
    static LinearLayer of(Weights weights, LabelKind kind) {
        return new LinearLayer(weights.get(WEIGHT).values(), weights.get(BIAS).values(), kind);
    }

    /** The layer for a file, under timm's names. */
    Weights weights() {
        return new Weights(Map.of(WEIGHT, new Tensor(new long[] {bias.length, features()}, weight)))
                .and(new Weights(Map.of(BIAS, new Tensor(new long[] {bias.length}, bias))));
    }

    int features() {
        return weight.length / bias.length;
    }

    /** The same layer on raw features, where this one is on scaled ones. */
    LinearLayer onRaw(Standardiser scale) {
        float[] raw = new float[weight.length];
        double[] sums = new double[bias.length];
        for (int i = 0; i < raw.length; i++) {
            int feature = i % features();
            double perUnit = weight[i] / scale.deviation()[feature];
            raw[i] = (float) perUnit;
            sums[i / features()] += perUnit * scale.mean()[feature];
        }
        float[] shifted = new float[bias.length];
        for (int k = 0; k < shifted.length; k++) {
            shifted[k] = (float) (bias[k] - sums[k]);
        }
        return new LinearLayer(raw, shifted, kind);
    }

    /** Samples x classes; each row adds up to 1 where classes exclude one another. */
    double[][] probabilities(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Scores.probabilities(kind, scores(row)))
                .toArray(double[][]::new);
    }

    private double[] scores(double[] row) {
        double[] scores = new double[bias.length];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = bias[k];
            for (int j = 0; j < row.length; j++) {
                scores[k] += weight[k * row.length + j] * row[j];
            }
        }
        return scores;
    }
}
