package org.isocenter.training.finetune;

import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.weights.Weights;

/** A linear classifier on a frozen encoder: the safest use of a handful of labels. */
public final class LinearHead implements ClassificationHead {
    private static final String PREFIX = "head.";

    private final Embedder encoder;
    private final LinearLayer layer;

    private LinearHead(Embedder encoder, LinearLayer layer) {
        this.encoder = encoder;
        this.layer = layer;
    }

    /** Fits the classifier; unlabelled training frames contribute the scale of the features. */
    public static LinearHead fit(Embedder encoder, LabelledClasses set, long seed) {
        return new LinearHead(encoder, ScaledLayer.fit(encoder, set, seed).onRaw());
    }

    /**
     * What such a head says of labelled frames that it has not seen: each fifth of the patients is asked by a classifier that was fitted on the others.
     *
     * @throws IllegalArgumentException where there are fewer than {@link HeldOut#LEAST} labels
     */
    public static HeldOut heldOut(Embedder encoder, LabelledClasses set, long seed) {
        double[][] all = encoder.embed(set.frames());
        int[] fold = HeldOut.folds(set, seed);
        double[][] p = new double[set.size()][];
        IntStream.of(fold).distinct().forEach(asked -> {
            int[] others = HeldOut.places(fold, each -> each != asked);
            LinearLayer layer = ScaledLayer.fit(all, set.only(others), seed).onRaw();
            for (int i : HeldOut.places(fold, each -> each == asked)) {
                p[i] = layer.probabilities(new double[][] {all[set.places()[i]]})[0];
            }
        });
        return new HeldOut(p, set.targets(), set.kind());
    }

    /** A head that was fitted before, on the encoder that it was fitted on and for labels of the same kind. */
    public static LinearHead load(Embedder encoder, Weights weights, LabelKind kind) {
        return new LinearHead(encoder, LinearLayer.of(weights.of(PREFIX), kind));
    }

    @Override
    public double[][] probabilities(FrameSource frames) {
        return layer.probabilities(encoder.embed(frames));
    }

    /**
     * The layer on raw features: {@code head.weight}, scores x features, and {@code head.bias}, a score for each class, for grades one fewer. The encoder
     * stays with its own weights.
     */
    public Weights weights() {
        return layer.weights().under(PREFIX);
    }
}
