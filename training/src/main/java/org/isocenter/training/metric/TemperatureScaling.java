package org.isocenter.training.metric;

import java.util.Arrays;

/**
 * One number by which the logits of a head are divided, so that it is as sure as it should be; which class is largest stays as it is (Guo et al. 2017,
 * <a href="https://arxiv.org/abs/1706.04599">arXiv:1706.04599</a>).
 *
 * @param temperature above 1 for a head that was too sure, below 1 for one that was not sure enough
 */
public record TemperatureScaling(double temperature) {
    private static final double COLDEST = 0.05;
    private static final double HOTTEST = 20;
    private static final int HALVINGS = 100;

    public TemperatureScaling {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("a temperature is above 0, not " + temperature);
        }
    }

    /**
     * The temperature of least log loss, 0.05 to 20. The right class counts {@code (n+1)/(n+K)} of n samples and K classes and each other {@code
     * 1/(n+K)}: no sample of finite size proves that a head is always right (Platt 1999).
     *
     * @param p samples x classes, of samples that the head has not learnt from
     * @param label the right class of each
     */
    public static TemperatureScaling fit(double[][] p, int[] label) {
        double[][] logits = Arrays.stream(p).map(TemperatureScaling::logits).toArray(double[][]::new);
        double low = 1 / HOTTEST;
        double high = 1 / COLDEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (slope(logits, label, middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new TemperatureScaling(1 / Math.sqrt(low * high));
    }

    /** The derivative of the loss by the inverse temperature, which only rises. */
    private static double slope(double[][] logits, int[] label, double inverse) {
        int classes = logits[0].length;
        double other = 1.0 / (logits.length + classes);
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double[] p = softmax(logits[i], inverse);
            for (int k = 0; k < classes; k++) {
                double wanted = k == label[i] ? other * (logits.length + 1) : other;
                sum += (p[k] - wanted) * logits[i][k];
            }
        }
        return sum;
    }

    /** Probabilities as they are with this temperature; rows still add up to 1. */
    public double[][] apply(double[][] p) {
        return Arrays.stream(p)
                .map(row -> softmax(logits(row), 1 / temperature))
                .toArray(double[][]::new);
    }

    /** The same of findings, which do not exclude one another: each against its absence. */
    public double[][] applyToFindings(double[][] p) {
        return Arrays.stream(p)
                .map(row -> Arrays.stream(row)
                        .map(each -> softmax(logits(new double[] {each, 1 - each}), 1 / temperature)[0])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] logits(double[] p) {
        return Arrays.stream(p).map(each -> Math.log(Math.max(each, 1e-300))).toArray();
    }

    private static double[] softmax(double[] logits, double factor) {
        double max = Arrays.stream(logits).max().orElseThrow();
        double[] p =
                Arrays.stream(logits).map(z -> Math.exp(factor * (z - max))).toArray();
        double total = Arrays.stream(p).sum();
        return Arrays.stream(p).map(each -> each / total).toArray();
    }
}
