package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.model.ReliabilityBin;

/**
 * How often what was said with a probability came true: 15 bins of equal width, {@code (b/15, (b+1)/15]}, a probability of 0 in the first.
 *
 * @param p what was said, 0 to 1
 * @param event whether it came true
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Reliability(double[] p, boolean[] event) {
    private static final int BINS = 15;

    /** Of the decided classes: the largest probability of each sample, and whether its class is right. */
    public static Reliability ofDecisions(int[] label, double[][] p) {
        boolean[] right = new boolean[label.length];
        double[] largest = new double[label.length];
        for (int i = 0; i < label.length; i++) {
            int decided = Decisions.argMax(p[i]);
            right[i] = decided == label[i];
            largest[i] = p[i][decided];
        }
        return new Reliability(largest, right);
    }

    /** The bins in which there is a sample, over every sample once. */
    public List<ReliabilityBin> bins() {
        int[] times = new int[p.length];
        Arrays.fill(times, 1);
        Sums sums = sums(times);
        return IntStream.range(0, BINS)
                .filter(b -> sums.samples[b] > 0)
                .mapToObj(b -> new ReliabilityBin(
                        (double) b / BINS,
                        (b + 1.0) / BINS,
                        sums.samples[b],
                        sums.said[b] / sums.samples[b],
                        sums.happened[b] / sums.samples[b]))
                .toList();
    }

    /**
     * Expected calibration error: the mean over samples of the distance between what was said and what happened in their bin (Guo et al. 2017,
     * <a href="https://arxiv.org/abs/1706.04599">arXiv:1706.04599</a>).
     *
     * @param times how often each sample was drawn
     */
    public double error(int[] times) {
        Sums sums = sums(times);
        double off = 0;
        long n = 0;
        for (int b = 0; b < BINS; b++) {
            off += Math.abs(sums.happened[b] - sums.said[b]);
            n += sums.samples[b];
        }
        return off / n;
    }

    private Sums sums(int[] times) {
        Sums sums = new Sums(new long[BINS], new double[BINS], new double[BINS]);
        for (int i = 0; i < p.length; i++) {
            int bin = bin(p[i]);
            sums.samples[bin] += times[i];
            sums.said[bin] += times[i] * p[i];
            sums.happened[bin] += event[i] ? times[i] : 0;
        }
        return sums;
    }

    /** By comparison with the edges themselves, so that a probability on an edge falls below it. */
    private static int bin(double p) {
        int bin = Math.min(BINS - 1, Math.max(0, (int) (p * BINS)));
        return bin > 0 && p <= (double) bin / BINS ? bin - 1 : bin;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Sums(long[] samples, double[] said, double[] happened) {}
}
