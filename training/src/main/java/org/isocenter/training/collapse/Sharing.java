package org.isocenter.training.collapse;

import java.util.stream.IntStream;

/**
 * How images are shared out among K bins or prototypes.
 *
 * @param entropy mean entropy of an image's shares, nats: 0 where each is in one bin, {@code ln K} where each is in all alike
 * @param meanEntropy entropy of the mean shares, nats: 0 where all images are in one bin, {@code ln K} where all bins are used alike
 * @param used the part of {@code min(K, N)} bins that is the largest of at least one image
 * @param bins K
 */
public record Sharing(double entropy, double meanEntropy, double used, int bins) {

    /** Of the shares of N images, row-major (N, K); each row sums to 1. */
    public static Sharing of(float[] shares, int bins) {
        int images = shares.length / bins;
        double[] mean = new double[bins];
        boolean[] largest = new boolean[bins];
        double entropy = 0;
        for (int i = 0; i < images; i++) {
            int top = 0;
            for (int k = 0; k < bins; k++) {
                double share = shares[i * bins + k];
                mean[k] += share / images;
                entropy += term(share) / images;
                top = share > shares[i * bins + top] ? k : top;
            }
            largest[top] = true;
        }
        double meanEntropy =
                IntStream.range(0, bins).mapToDouble(k -> term(mean[k])).sum();
        long used = IntStream.range(0, bins).filter(k -> largest[k]).count();
        return new Sharing(entropy, meanEntropy, used / (double) Math.min(bins, images), bins);
    }

    private static double term(double share) {
        return share > 0 ? -share * Math.log(share) : 0;
    }
}
