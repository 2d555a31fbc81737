package org.isocenter.training.metric;

/**
 * How near two views of an image lie to each other: the mean of {@code ‖n(a) - n(b)‖²} over pairs (Wang and Isola 2020,
 * <a href="https://arxiv.org/abs/2005.10242">arXiv:2005.10242</a>). 0 where all pairs coincide, 4 where they are opposite.
 */
public final class PairAlignment {

    /** Over rows of the same index; rows need not have length 1. */
    public static double of(double[][] first, double[][] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "expected as many first as second views, came %d and %d".formatted(first.length, second.length));
        }
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += 2 - 2 * cosine(first[i], second[i]);
        }
        return sum / first.length;
    }

    private static double cosine(double[] a, double[] b) {
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int d = 0; d < a.length; d++) {
            product += a[d] * b[d];
            lengthA += a[d] * a[d];
            lengthB += b[d] * b[d];
        }
        return product / Math.sqrt(Math.max(lengthA * lengthB, 1e-48));
    }

    private PairAlignment() {}
}
