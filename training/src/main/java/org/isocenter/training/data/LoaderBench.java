package org.isocenter.training.data;

import java.util.Arrays;
import java.util.List;
import org.isocenter.training.view.ViewRecipe;

/**
 * Measures how fast views can be made from a source, without any encoder.
 *
 * @param imagesPerSecond source images per second, each seen through all views
 * @param cpuMsPerImage processor time that the views of an image took
 * @param medianBatchMs median time from asking for a batch to having it
 * @param images that were read
 * @param threads that made batches
 */
public record LoaderBench(
        double imagesPerSecond, double cpuMsPerImage, double medianBatchMs, long images, int threads) {

    /**
     * Makes batches, one epoch after the other, until enough were timed; the first is a warm-up and is not.
     *
     * @param batches at least 1
     */
    public static LoaderBench measure(
            FrameSource source, List<ViewRecipe> views, int batchSize, int batches, int threads) {
        ViewBatches loader = new ViewBatches(source, views, batchSize, 1, threads);
        double[] waited = new double[batches];
        int timed = -1;
        long start = 0;
        double used = 0;
        for (int epoch = 0; timed < batches; epoch++) {
            try (Prefetch<ViewBatch> all = loader.of(epoch, 0)) {
                while (all.hasNext() && timed < batches) {
                    long asked = System.nanoTime();
                    ViewBatch batch = all.next();
                    if (timed >= 0) {
                        used += batch.processorSeconds();
                        waited[timed] = (System.nanoTime() - asked) / 1e6;
                    } else {
                        start = System.nanoTime();
                    }
                    timed++;
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long images = (long) batches * batchSize;
        Arrays.sort(waited);
        return new LoaderBench(images / seconds, 1000 * used / images, waited[batches / 2], images, threads);
    }
}
