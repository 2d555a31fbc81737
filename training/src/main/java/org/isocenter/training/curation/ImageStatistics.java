package org.isocenter.training.curation;

import java.util.stream.IntStream;
import org.isocenter.training.view.Plane;

/**
 * Plain figures of one image in 0..1. Embeddings hardly see noise, inversion or emptiness; these do.
 *
 * @param deviation standard deviation of all values
 * @param noise standard deviation of the pixel noise: the Laplacian's difference (Immerkaer 1996) in the calmest tenth of small blocks, where edges and
 *     texture do not pass for noise (Lee and Hoppel 1989); blocks of one value are padding and do not count
 * @param entropy of the histogram of 64 bins, in bits, 0 to 6
 * @param colour mean difference between the largest and smallest channel; 0 for grey
 */
public record ImageStatistics(double deviation, double noise, double entropy, double colour) {
    private static final int BINS = 64;
    private static final int BLOCK = 8;
    private static final double CALM_SHARE = 0.1;

    /** Measures a plane. */
    public static ImageStatistics of(Plane plane) {
        Plane grey = plane.grey();
        return new ImageStatistics(deviation(grey.values()), noise(grey), entropy(grey.values()), colour(plane));
    }

    static double deviation(float[] values) {
        double sum = 0;
        double square = 0;
        for (float value : values) {
            sum += value;
            square += (double) value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, square / values.length - mean * mean));
    }

    private static double noise(Plane grey) {
        double[] levels = IntStream.range(0, (grey.rows() - 2) / BLOCK)
                .boxed()
                .flatMap(down -> IntStream.range(0, (grey.columns() - 2) / BLOCK)
                        .mapToObj(right -> blockNoise(grey, 1 + down * BLOCK, 1 + right * BLOCK)))
                .filter(level -> level > 0)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return levels.length == 0 ? 0 : levels[(int) (levels.length * CALM_SHARE)];
    }

    private static double blockNoise(Plane grey, int top, int left) {
        int width = grey.columns();
        float[] v = grey.values();
        double sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int i = y * width + left; i < y * width + left + BLOCK; i++) {
                float corners = v[i - width - 1] + v[i - width + 1] + v[i + width - 1] + v[i + width + 1];
                float sides = v[i - width] + v[i + width] + v[i - 1] + v[i + 1];
                sum += Math.abs(corners - 2 * sides + 4 * v[i]);
            }
        }
        return Math.sqrt(Math.PI / 2) * sum / (6 * BLOCK * BLOCK);
    }

    private static double entropy(float[] values) {
        int[] counts = new int[BINS];
        for (float value : values) {
            counts[Math.min(BINS - 1, (int) (value * BINS))]++;
        }
        double entropy = 0;
        for (int count : counts) {
            double share = (double) count / values.length;
            entropy -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return entropy;
    }

    private static double colour(Plane plane) {
        if (plane.channels() == 1) {
            return 0;
        }
        int size = plane.rows() * plane.columns();
        float[] v = plane.values();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            float max = Math.max(v[i], Math.max(v[size + i], v[2 * size + i]));
            sum += max - Math.min(v[i], Math.min(v[size + i], v[2 * size + i]));
        }
        return sum / size;
    }
}
