package org.isocenter.training.probe;

import java.util.Arrays;

/**
 * Multinomial logistic regression: minimises C sum_i w_i CE_i + 1/2 |W|^2 with the intercept free (scikit-learn's convention). The intercept is shifted
 * to mean 0, which changes no probability.
 */
public final class LogisticRegression {
    private static final int MAX_STEPS = 1000;

    private final int classes;
    private final int width;
    private final double[] parameters;

    private LogisticRegression(int classes, int width, double[] parameters) {
        this.classes = classes;
        this.width = width;
        this.parameters = parameters;
    }

    /**
     * Fits to rows of features.
     *
     * @param rows samples x features
     * @param label class of each sample
     * @param classes number of classes, at least 2
     * @param c inverse strength of the penalty, positive
     * @param balanced whether each class weighs the same whatever its number of samples
     */
    public static LogisticRegression fit(double[][] rows, int[] label, int classes, double c, boolean balanced) {
        int width = rows[0].length;
        double[] weight = weights(label, classes, balanced);
        double[] start = new double[classes * (width + 1)];
        double[] best = Lbfgs.minimise(
                (point, gradient) -> objective(rows, label, weight, classes, c, point, gradient),
                start,
                MAX_STEPS,
                1e-8 * Math.max(1, c * rows.length));
        return new LogisticRegression(classes, width, centred(best, classes, width));
    }

    /** n / (K n_k) for every sample of class k, as in scikit-learn, or 1. */
    private static double[] weights(int[] label, int classes, boolean balanced) {
        double[] count = new double[classes];
        for (int k : label) {
            count[k]++;
        }
        double[] weight = new double[label.length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = balanced ? label.length / (classes * count[label[i]]) : 1;
        }
        return weight;
    }

    private static double objective(
            double[][] rows, int[] label, double[] weight, int classes, double c, double[] point, double[] gradient) {
        int width = rows[0].length;
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int i = 0; i < rows.length; i++) {
            double[] p = probabilities(point, classes, width, rows[i]);
            loss -= c * weight[i] * Math.log(Math.max(p[label[i]], 1e-300));
            p[label[i]] -= 1;
            accumulate(gradient, p, c * weight[i], rows[i]);
        }
        return loss + penalty(point, gradient, classes, width);
    }

    private static double penalty(double[] point, double[] gradient, int classes, int width) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            for (int j = k * (width + 1); j < k * (width + 1) + width; j++) {
                sum += point[j] * point[j];
                gradient[j] += point[j];
            }
        }
        return sum / 2;
    }

    private static void accumulate(double[] gradient, double[] residual, double factor, double[] row) {
        for (int k = 0; k < residual.length; k++) {
            double r = factor * residual[k];
            int start = k * (row.length + 1);
            for (int j = 0; j < row.length; j++) {
                gradient[start + j] += r * row[j];
            }
            gradient[start + row.length] += r;
        }
    }

    private static double[] probabilities(double[] point, int classes, int width, double[] row) {
        double[] logits = new double[classes];
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            int start = k * (width + 1);
            double sum = point[start + width];
            for (int j = 0; j < width; j++) {
                sum += point[start + j] * row[j];
            }
            logits[k] = sum;
            max = Math.max(max, sum);
        }
        double total = 0;
        for (int k = 0; k < classes; k++) {
            logits[k] = Math.exp(logits[k] - max);
            total += logits[k];
        }
        for (int k = 0; k < classes; k++) {
            logits[k] /= total;
        }
        return logits;
    }

    private static double[] centred(double[] point, int classes, int width) {
        double mean = 0;
        for (int k = 0; k < classes; k++) {
            mean += point[k * (width + 1) + width] / classes;
        }
        for (int k = 0; k < classes; k++) {
            point[k * (width + 1) + width] -= mean;
        }
        return point;
    }

    /** Class probabilities of one sample. */
    public double[] probabilities(double[] row) {
        return probabilities(parameters, classes, width, row);
    }

    /** Class probabilities of many samples. */
    public double[][] probabilities(double[][] rows) {
        double[][] result = new double[rows.length][];
        Arrays.setAll(result, i -> probabilities(rows[i]));
        return result;
    }

    /** The weight of a feature for a class. */
    public double coefficient(int labelClass, int feature) {
        return parameters[labelClass * (width + 1) + feature];
    }

    /** The intercept of a class. */
    public double intercept(int labelClass) {
        return parameters[labelClass * (width + 1) + width];
    }
}
