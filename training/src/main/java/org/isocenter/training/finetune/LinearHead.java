package org.isocenter.training.finetune;

import java.util.Arrays;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.probe.LinearProbe;
import org.isocenter.training.probe.Standardiser;
import org.isocenter.training.weights.Weights;

/** A linear classifier on a frozen encoder: the safest use of a handful of labels. */
public final class LinearHead implements ClassificationHead {
    private static final String PREFIX = "head.";
    private static final double SCALE_FLOOR = 0.1;

    private final Embedder encoder;
    private final LinearLayer layer;

    private LinearHead(Embedder encoder, LinearLayer layer) {
        this.encoder = encoder;
        this.layer = layer;
    }

    /** Fits the classifier; unlabelled training frames contribute the scale of the features. */
    public static LinearHead fit(Embedder encoder, LabelledClasses set, long seed) {
        LinearProbe probe = probe(encoder, set, seed);
        return new LinearHead(
                encoder, LinearLayer.onScaled(probe, set.classes()).onRaw(probe.standardiser()));
    }

    static LinearProbe probe(Embedder encoder, LabelledClasses set, long seed) {
        double[][] all = encoder.embed(set.frames());
        double[][] rows = Arrays.stream(set.places()).mapToObj(i -> all[i]).toArray(double[][]::new);
        Standardiser scale = Standardiser.of(all).withFloor(SCALE_FLOOR);
        return LinearProbe.fit(rows, set.label(), set.classes(), set.patients(), scale, seed);
    }

    /** A head that was fitted before, on the encoder that it was fitted on. */
    public static LinearHead load(Embedder encoder, Weights weights) {
        return new LinearHead(encoder, LinearLayer.of(weights.of(PREFIX)));
    }

    @Override
    public double[][] probabilities(FrameSource frames) {
        return layer.probabilities(encoder.embed(frames));
    }

    /** The layer on raw features: {@code head.weight}, classes x features, and {@code head.bias}. The encoder stays with its own weights. */
    public Weights weights() {
        return layer.weights().under(PREFIX);
    }
}
