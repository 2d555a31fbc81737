package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.ImageBatch;
import org.isocenter.training.data.Prefetch;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;
import org.isocenter.training.weights.Weights;

/**
 * A decoder and the encoder beneath it, trained together. Frames of any size are covered by views of one ({@link Tiles}), and their masks have the frames' own
 * size.
 */
public final class DecoderHead implements SegmentationHead, AutoCloseable {
    private static final String DECODER = "decoder.";
    private static final String ENCODER = "encoder.";
    private static final int BATCH = 8;

    private final Encoder encoder;
    private final Decoder decoder;
    private final NDManager manager;
    private final int imageSize;
    private final MaskRules rules;

    private DecoderHead(Encoder encoder, Decoder decoder, NDManager manager, int imageSize, MaskRules rules) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.manager = manager;
        this.imageSize = imageSize;
        this.rules = rules;
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
        DecoderHead head = of(
                start.architecture(),
                start.weights(),
                shape,
                shape.fresh(plan.seed()),
                plan.imageSize(),
                MaskRules.USUAL,
                manager);
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
     * @param rules for specks and holes
     * @throws org.isocenter.platform.error.PlatformException {@code WEIGHTS_MISMATCH}
     */
    public static DecoderHead load(
            Architecture architecture,
            Weights weights,
            int classes,
            int imageSize,
            MaskRules rules,
            NDManager manager) {
        DecoderShape shape = new DecoderShape(architecture.maps(), classes);
        return of(architecture, weights.of(ENCODER), shape, weights.of(DECODER), imageSize, rules, manager);
    }

    private static DecoderHead of(
            Architecture architecture,
            Weights encoder,
            DecoderShape shape,
            Weights decoder,
            int imageSize,
            MaskRules rules,
            NDManager manager) {
        Decoder upper = new Decoder(shape, decoder, manager);
        try {
            return new DecoderHead(Encoder.of(architecture, manager, encoder), upper, manager, imageSize, rules);
        } catch (RuntimeException e) {
            upper.close();
            throw e;
        }
    }

    @Override
    public List<byte[]> masks(FrameSource frames) {
        List<byte[]> masks = new ArrayList<>();
        each(frames, shares -> masks.add(mask(shares)));
        return masks;
    }

    /**
     * Masks with what can be said of their parts, in one pass.
     *
     * @param withShares whether the probabilities, which take much memory, are given too
     */
    public List<Drawing> drawn(FrameSource frames, boolean withShares) {
        List<Drawing> all = new ArrayList<>();
        each(frames, shares -> {
            byte[] mask = mask(shares);
            all.add(new Drawing(mask, Detection.of(mask, shares), withShares ? Optional.of(shares) : Optional.empty()));
        });
        return all;
    }

    /** The most probable class of every pixel, then the rules for specks and holes. */
    private byte[] mask(Plane shares) {
        byte[] mask = largest(shares);
        rules.apply(mask, shares.columns(), shares.channels() - 1);
        return mask;
    }

    /** The class probabilities of one frame after another, brought to the frame's own size. */
    private void each(FrameSource frames, Consumer<Plane> taker) {
        List<Place> places = places(frames);
        int count = (places.size() + BATCH - 1) / BATCH;
        List<Plane> views = new ArrayList<>();
        int at = 0;
        try (Prefetch<ImageBatch> batches = new Prefetch<>(count, 1, i -> batch(frames, places, i * BATCH))) {
            while (batches.hasNext()) {
                for (Plane shares : shares(batches.next())) {
                    views.add(shares);
                    Place place = places.get(at++);
                    if (views.size() == place.tiles().count()) {
                        Frame frame = frames.frame(place.frame());
                        taker.accept(Resize.to(place.tiles().joined(views), frame.rows(), frame.columns()));
                        views.clear();
                    }
                }
            }
        }
    }

    /** One view of one frame. */
    private record Place(int frame, Tiles tiles, int tile) {}

    private List<Place> places(FrameSource frames) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.frame(i);
            Tiles tiles = Tiles.of(frame.rows(), frame.columns(), imageSize);
            for (int tile = 0; tile < tiles.count(); tile++) {
                places.add(new Place(i, tiles, tile));
            }
        }
        return places;
    }

    private ImageBatch batch(FrameSource frames, List<Place> places, int start) {
        Normalisation normalisation = encoder.architecture().normalisation();
        int count = Math.min(BATCH, places.size() - start);
        int length = normalisation.channels() * imageSize * imageSize;
        float[] values = new float[count * length];
        for (int i = 0; i < count; i++) {
            Place place = places.get(start + i);
            Plane image = Plane.of(frames.frame(place.frame()));
            normalisation.write(place.tiles().view(image, place.tile()), values, i * length);
        }
        return new ImageBatch(values, count, normalisation.channels(), imageSize, imageSize);
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

    /** The most probable class of every pixel. */
    private static byte[] largest(Plane sized) {
        int area = sized.rows() * sized.columns();
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
