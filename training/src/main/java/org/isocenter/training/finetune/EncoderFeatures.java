package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.EvaluationBatches;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.Prefetch;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.view.EvaluationView;

/**
 * The representations of frames by an encoder that stays as it is, each frame seen once through the plain view.
 *
 * @param encoder whose representations; it must outlive this
 * @param manager under which each batch has its own and is forgotten
 * @param imageSize side of the view in pixels
 */
public record EncoderFeatures(Encoder encoder, NDManager manager, int imageSize) implements Embedder {
    private static final int BATCH = 32;

    @Override
    public double[][] embed(FrameSource frames) {
        EvaluationView view =
                new EvaluationView(imageSize, encoder.architecture().normalisation());
        double[][] rows = new double[frames.size()][];
        int done = 0;
        try (Prefetch<ImageBatch> batches = new EvaluationBatches(frames, view, BATCH, 1).all()) {
            while (batches.hasNext()) {
                ImageBatch batch = batches.next();
                fill(rows, done, features(batch));
                done += batch.count();
            }
        }
        return rows;
    }

    private float[] features(ImageBatch batch) {
        try (NDManager step = manager.newSubManager()) {
            NDArray images = step.create(batch.values(), new Shape(batch.shape()));
            return Gradients.off(
                    () -> encoder.represent(images, BatchStatistics.FIXED).toFloatArray());
        }
    }

    private void fill(double[][] rows, int first, float[] values) {
        int width = encoder.architecture().width();
        for (int i = 0; i < values.length / width; i++) {
            double[] row = new double[width];
            for (int j = 0; j < width; j++) {
                row[j] = values[i * width + j];
            }
            rows[first + i] = row;
        }
    }
}
