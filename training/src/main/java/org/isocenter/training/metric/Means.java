package org.isocenter.training.metric;

/** Means over samples of figures that each sample has for itself, such as the Dice of its mask. */
public final class Means {

    /**
     * The mean over a draw; samples without a figure (NaN) are left out, NaN where none has one.
     *
     * @param values one per sample
     * @param times how often each sample was drawn
     */
    public static double of(double[] values, int[] times) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sum += times[i] * values[i];
                n += times[i];
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /**
     * The sum over a draw.
     *
     * @param values one per sample
     * @param times how often each sample was drawn
     */
    public static double sum(double[] values, int[] times) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
        }
        return sum;
    }

    private Means() {}
}
