package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.isocenter.training.view.ViewRandom;

/**
 * Which patches a masked autoencoder sees: each image's patches in the order of a random number each, the first of them seen (He et al. 2022,
 * algorithm in appendix A.1).
 *
 * @param shuffled for each image, its patches in random order; the first {@code seen} are seen
 * @param seen patches of each image, at least 1 and fewer than all
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PatchMask(int[][] shuffled, int seen) {

    /** The mask that belongs to random numbers, one row for each image. */
    static PatchMask of(double[][] noise, double maskRatio) {
        int[][] shuffled = new int[noise.length][];
        for (int i = 0; i < noise.length; i++) {
            double[] row = noise[i];
            shuffled[i] = IntStream.range(0, row.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(patch -> row[patch]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return new PatchMask(shuffled, (int) (noise[0].length * (1 - maskRatio)));
    }

    /** The mask of one step; the same seed and step give the same. */
    static PatchMask draw(int images, int patches, double maskRatio, long seed, long step) {
        ViewRandom random = ViewRandom.of(seed, "masks", step, 0);
        double[][] noise = new double[images][patches];
        for (double[] row : noise) {
            for (int patch = 0; patch < patches; patch++) {
                row[patch] = random.nextDouble();
            }
        }
        return of(noise, maskRatio);
    }

    private int patches() {
        return shuffled[0].length;
    }

    /** The seen patches: (N, seen), int64. */
    NDArray kept(NDManager step) {
        long[] kept = new long[shuffled.length * seen];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = shuffled[i / seen][i % seen];
        }
        return step.create(kept, new Shape(shuffled.length, seen));
    }

    /** Where each patch is in the random order: (N, L), int64. */
    NDArray restore(NDManager step) {
        long[] restore = new long[shuffled.length * patches()];
        for (int i = 0; i < restore.length; i++) {
            int image = i / patches();
            restore[image * patches() + shuffled[image][i % patches()]] = i % patches();
        }
        return step.create(restore, new Shape(shuffled.length, patches()));
    }

    /** 1 where a patch was removed, else 0: (N, L), float32. */
    NDArray removed(NDManager step) {
        float[] removed = new float[shuffled.length * patches()];
        for (int i = 0; i < removed.length; i++) {
            int image = i / patches();
            removed[image * patches() + shuffled[image][i % patches()]] = i % patches() < seen ? 0 : 1;
        }
        return step.create(removed, new Shape(shuffled.length, patches()));
    }
}
