package org.isocenter.training.metric;

/** Tails of the normal distribution, to the last digits of a double. */
final class Normal {
    /** 97.5 % of a normal variable lie below it. */
    static final double Z95 = 1.959963984540054;

    private static final double SERIES_TO = 2.5;
    private static final int TERMS = 200;

    /** Probability of being at least so far from 0, on either side. */
    static double twoSided(double z) {
        return erfc(Math.abs(z) / Math.sqrt(2));
    }

    /** Probability that the square of a normal variable is at least so large: a chi-square of one degree of freedom. */
    static double ofSquare(double square) {
        return erfc(Math.sqrt(square / 2));
    }

    /** The complementary error function of x >= 0: its series, and far out Lentz's continued fraction (Abramowitz and Stegun 7.1.5, 7.1.14). */
    private static double erfc(double x) {
        return x < SERIES_TO ? 1 - series(x) : fraction(x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < TERMS; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double fraction(double x) {
        double value = x;
        for (int k = TERMS; k > 0; k--) {
            value = x + k / 2.0 / value;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / value;
    }

    private Normal() {}
}
