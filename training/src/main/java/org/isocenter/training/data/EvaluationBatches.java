package org.isocenter.training.data;

import org.isocenter.training.view.EvaluationView;

/**
 * All images once, in order, through the plain view; the last batch may be smaller.
 *
 * @param source the images
 * @param view how they are seen
 * @param batchSize images per batch
 * @param threads that make batches ahead of time
 */
public record EvaluationBatches(FrameSource source, EvaluationView view, int batchSize, int threads) {

    /** The batches; close it to stop the threads. */
    public Prefetch<ImageBatch> all() {
        int batches = (source.size() + batchSize - 1) / batchSize;
        return new Prefetch<>(batches, threads, i -> batch(i * batchSize));
    }

    private ImageBatch batch(int start) {
        int count = Math.min(batchSize, source.size() - start);
        float[] values = new float[count * view.length()];
        for (int i = 0; i < count; i++) {
            view.write(source.frame(start + i), values, i * view.length());
        }
        return new ImageBatch(values, count, view.normalisation().channels(), view.size(), view.size());
    }
}
