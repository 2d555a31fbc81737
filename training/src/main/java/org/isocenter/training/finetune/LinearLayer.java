package org.isocenter.training.finetune;

import java.util.Map;
import org.isocenter.training.probe.LinearProbe;
import org.isocenter.training.probe.Standardiser;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * The last layer of a classification head: probabilities are the softmax of weight x feature + bias.
 *
 * @param weight classes x features, row-major
 * @param bias one per class
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LinearLayer(float[] weight, float[] bias) {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    LinearLayer {
        if (bias.length < 2 || weight.length == 0 || weight.length % bias.length != 0) {
            throw new IllegalArgumentException(
                    "%d weights do not make %d classes".formatted(weight.length, bias.length));
        }
    }

    /** The classifier of a probe, still on scaled features. */
    static LinearLayer onScaled(LinearProbe probe, int classes) {
        int features = probe.standardiser().mean().length;
        float[] weight = new float[classes * features];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) probe.model().coefficient(i / features, i % features);
        }
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            bias[k] = (float) probe.model().intercept(k);
        }
        return new LinearLayer(weight, bias);
    }

    /** The layer of a file. */
    static LinearLayer of(Weights weights) {
        return new LinearLayer(weights.get(WEIGHT).values(), weights.get(BIAS).values());
    }

    /** The layer for a file, under timm's names. */
    Weights weights() {
        return new Weights(Map.of(WEIGHT, new Tensor(new long[] {classes(), features()}, weight)))
                .and(new Weights(Map.of(BIAS, new Tensor(new long[] {classes()}, bias))));
    }

    int classes() {
        return bias.length;
    }

    int features() {
        return weight.length / bias.length;
    }

    /** The same layer on raw features, where this one is on scaled ones. */
    LinearLayer onRaw(Standardiser scale) {
        float[] raw = new float[weight.length];
        double[] sums = new double[classes()];
        for (int i = 0; i < raw.length; i++) {
            int feature = i % features();
            double perUnit = weight[i] / scale.deviation()[feature];
            raw[i] = (float) perUnit;
            sums[i / features()] += perUnit * scale.mean()[feature];
        }
        float[] shifted = new float[classes()];
        for (int k = 0; k < shifted.length; k++) {
            shifted[k] = (float) (bias[k] - sums[k]);
        }
        return new LinearLayer(raw, shifted);
    }

    /** Samples x classes, each row adding up to 1. */
    double[][] probabilities(double[][] rows) {
        double[][] result = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            result[i] = probabilities(rows[i]);
        }
        return result;
    }

    private double[] probabilities(double[] row) {
        double[] p = new double[classes()];
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < p.length; k++) {
            p[k] = bias[k];
            for (int j = 0; j < row.length; j++) {
                p[k] += weight[k * row.length + j] * row[j];
            }
            max = Math.max(max, p[k]);
        }
        double total = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(p[k] - max);
            total += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= total;
        }
        return p;
    }
}
