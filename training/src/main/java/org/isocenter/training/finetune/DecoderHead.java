package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.data.EvaluationBatches;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.Prefetch;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;
import org.isocenter.training.weights.Weights;

/** A decoder and the encoder beneath it, trained together. Frames of any size are seen at one, and their masks have the frames' own. */
public final class DecoderHead implements SegmentationHead, AutoCloseable {
    private static final String DECODER = "decoder.";
    private static final String ENCODER = "encoder.";
    private static final int BATCH = 8;

    private final Encoder encoder;
    private final Decoder decoder;
    private final NDManager manager;
    private final int imageSize;

    private DecoderHead(Encoder encoder, Decoder decoder, NDManager manager, int imageSize) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.manager = manager;
        this.imageSize = imageSize;
    }

    /**
     * Trains a head.
     *
     * @param start the encoder to begin with; it stays as it is
     * @param manager that the head's arrays live in until it is closed
     * @throws org.isocenter.platform.error.PlatformException {@code LOSS_NOT_FINITE}
     */
    public static DecoderHead fit(
            Encoder start, LabelledMasks set, FineTuningPlan plan, NDManager manager, StepListener listener) {
        DecoderShape shape = new DecoderShape(start.architecture().maps(), set.classes());
        DecoderHead head =
                of(start.architecture(), start.weights(), shape, shape.fresh(plan.seed()), plan.imageSize(), manager);
        try {
            new SegmentationTuning(set, plan, head.encoder, head.decoder).run(manager, listener);
            return head;
        } catch (RuntimeException | Error e) {
            head.close();
            throw e;
        }
    }

    /**
     * A head that was trained before.
     *
     * @param weights as {@link #weights()} gave them
     * @param imageSize side of the view that it was trained with
     * @throws org.isocenter.platform.error.PlatformException {@code WEIGHTS_MISMATCH}
     */
    public static DecoderHead load(
            Architecture architecture, Weights weights, int classes, int imageSize, NDManager manager) {
        DecoderShape shape = new DecoderShape(architecture.maps(), classes);
        return of(architecture, weights.of(ENCODER), shape, weights.of(DECODER), imageSize, manager);
    }

    private static DecoderHead of(
            Architecture architecture,
            Weights encoder,
            DecoderShape shape,
            Weights decoder,
            int imageSize,
            NDManager manager) {
        Decoder upper = new Decoder(shape, decoder, manager);
        try {
            return new DecoderHead(Encoder.of(architecture, manager, encoder), upper, manager, imageSize);
        } catch (RuntimeException e) {
            upper.close();
            throw e;
        }
    }

    @Override
    public List<byte[]> masks(FrameSource frames) {
        EvaluationView view =
                new EvaluationView(imageSize, encoder.architecture().normalisation());
        List<byte[]> masks = new ArrayList<>();
        try (Prefetch<ImageBatch> batches = new EvaluationBatches(frames, view, BATCH, 1).all()) {
            while (batches.hasNext()) {
                for (Plane shares : shares(batches.next())) {
                    masks.add(largest(shares, frames.frame(masks.size())));
                }
            }
        }
        return masks;
    }

    /** One plane of class probabilities per image, background first. */
    private List<Plane> shares(ImageBatch batch) {
        try (NDManager step = manager.newSubManager()) {
            Shape shape = new Shape(batch.shape());
            NDArray images = step.create(batch.values(), shape);
            float[] values = Gradients.off(
                    () -> decoder.scores(encoder.stages(images, BatchStatistics.FIXED), shape, BatchStatistics.FIXED)
                            .softmax(1)
                            .toFloatArray());
            List<Plane> planes = new ArrayList<>();
            int size = values.length / batch.count();
            for (int i = 0; i < batch.count(); i++) {
                float[] own = Arrays.copyOfRange(values, i * size, (i + 1) * size);
                planes.add(new Plane(imageSize, imageSize, size / (imageSize * imageSize), own));
            }
            return planes;
        }
    }

    /** The most probable class of every pixel of the frame, whose own size the probabilities are brought to. */
    private static byte[] largest(Plane shares, Frame frame) {
        Plane sized = Resize.to(shares, frame.rows(), frame.columns());
        int area = frame.rows() * frame.columns();
        byte[] mask = new byte[area];
        for (int i = 0; i < area; i++) {
            float best = sized.values()[i];
            for (int k = 1; k < sized.channels(); k++) {
                if (sized.values()[k * area + i] > best) {
                    best = sized.values()[k * area + i];
                    mask[i] = (byte) k;
                }
            }
        }
        return mask;
    }

    /** The decoder as {@code decoder.…} and the encoder as {@code encoder.…}: all that it takes to predict. */
    public Weights weights() {
        return decoder.weights().under(DECODER).and(encoder.weights().under(ENCODER));
    }

    @Override
    public void close() {
        decoder.close();
        encoder.close();
    }
}
