package org.isocenter.training.metric;

/** How far probabilities are from what happened; lower is better. */
public final class ProbabilityScores {
    private static final double LEAST = Math.ulp(1.0);

    /**
     * Brier score of one event: the mean of {@code (p - y)²}, 0 to 1.
     *
     * @param times how often each sample was drawn
     */
    public static double brier(boolean[] event, double[] p, int[] times) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < p.length; i++) {
            double off = p[i] - (event[i] ? 1 : 0);
            sum += times[i] * off * off;
            n += times[i];
        }
        return sum / n;
    }

    /**
     * Brier score of several classes: the mean over samples of the sum over classes, 0 to 2; of two classes half of it, which is the score of either.
     *
     * @param label the right class of each sample
     * @param p samples x classes, each row adding up to 1
     * @param times how often each sample was drawn
     */
    public static double brier(int[] label, double[][] p, int[] times) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < p.length; i++) {
            for (int k = 0; k < p[i].length; k++) {
                double off = p[i][k] - (label[i] == k ? 1 : 0);
                sum += times[i] * off * off;
            }
            n += times[i];
        }
        return sum / n / (p[0].length == 2 ? 2 : 1);
    }

    /**
     * Log loss: the mean of {@code -ln p} of the right class.
     *
     * @param times how often each sample was drawn
     */
    public static double logLoss(int[] label, double[][] p, int[] times) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < p.length; i++) {
            sum -= times[i] * Math.log(Math.max(p[i][label[i]], LEAST));
            n += times[i];
        }
        return sum / n;
    }

    private ProbabilityScores() {}
}
