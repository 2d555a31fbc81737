package org.isocenter.training.metric;

/** Measures of hard decisions: the class with the largest score. */
public final class Decisions {

    /** Share of samples decided right. */
    public static double accuracy(int[] label, double[][] scores) {
        int right = 0;
        for (int i = 0; i < label.length; i++) {
            right += argMax(scores[i]) == label[i] ? 1 : 0;
        }
        return (double) right / label.length;
    }

    /** Mean over the classes that occur of the share of their samples decided right. */
    public static double balancedAccuracy(int[] label, double[][] scores) {
        int classes = scores[0].length;
        double[] right = new double[classes];
        double[] all = new double[classes];
        for (int i = 0; i < label.length; i++) {
            all[label[i]]++;
            right[label[i]] += argMax(scores[i]) == label[i] ? 1 : 0;
        }
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < classes; c++) {
            if (all[c] > 0) {
                sum += right[c] / all[c];
                occurring++;
            }
        }
        return sum / occurring;
    }

    /** The place of the largest value; the first where several are. */
    public static int argMax(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private Decisions() {}
}
