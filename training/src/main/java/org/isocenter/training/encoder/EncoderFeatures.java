package org.isocenter.training.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.EvaluationBatches;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.Prefetch;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.view.EvaluationView;

/**
 * The representations that an encoder gives to images through the plain view; the encoder is not changed.
 *
 * @param encoder fixed batch statistics are used; it must outlive this
 * @param manager batches work in sub-managers of it
 * @param imageSize side of the view in pixels
 */
public record EncoderFeatures(Encoder encoder, NDManager manager, int imageSize) implements Embedder {
    private static final int BATCH = 64;

    @Override
    public double[][] embed(FrameSource frames) {
        EvaluationView view =
                new EvaluationView(imageSize, encoder.architecture().normalisation());
        double[][] rows = new double[frames.size()][];
        int at = 0;
        try (Prefetch<ImageBatch> batches = new EvaluationBatches(frames, view, BATCH, 1).all()) {
            while (batches.hasNext()) {
                for (double[] row : embed(batches.next())) {
                    rows[at++] = row;
                }
            }
        }
        return rows;
    }

    private double[][] embed(ImageBatch batch) {
        try (NDManager own = manager.newSubManager()) {
            NDArray images = own.create(batch.values(), new Shape(batch.shape()));
            float[] values = Gradients.off(() -> encoder.represent(images, BatchStatistics.FIXED))
                    .toFloatArray();
            int width = encoder.architecture().width();
            return IntStream.range(0, batch.count())
                    .mapToObj(i -> IntStream.range(0, width)
                            .mapToDouble(d -> values[i * width + d])
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
