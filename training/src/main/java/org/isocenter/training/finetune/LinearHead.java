package org.isocenter.training.finetune;

import java.util.Arrays;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.probe.LinearProbe;
import org.isocenter.training.probe.Standardiser;

/** A linear classifier on a frozen encoder: the safest use of a handful of labels. */
public final class LinearHead implements ClassificationHead {
    private final Embedder encoder;
    private final LinearProbe probe;
    private final int classes;

    private LinearHead(Embedder encoder, LinearProbe probe, int classes) {
        this.encoder = encoder;
        this.probe = probe;
        this.classes = classes;
    }

    /** Fits the classifier; unlabelled training frames contribute the scale of the features. */
    public static LinearHead fit(Embedder encoder, LabelledClasses set, long seed) {
        double[][] all = encoder.embed(set.frames());
        double[][] rows = Arrays.stream(set.places()).mapToObj(i -> all[i]).toArray(double[][]::new);
        LinearProbe probe =
                LinearProbe.fit(rows, set.label(), set.classes(), set.patients(), Standardiser.of(all), seed);
        return new LinearHead(encoder, probe, set.classes());
    }

    @Override
    public double[][] probabilities(FrameSource frames) {
        return probe.probabilities(encoder.embed(frames));
    }

    /** The layer on raw features, classes x features, with the scale folded in: logits = weight x feature + bias. */
    public float[] weight() {
        double[] deviation = probe.standardiser().deviation();
        float[] weight = new float[classes * deviation.length];
        for (int i = 0; i < weight.length; i++) {
            int feature = i % deviation.length;
            weight[i] = (float) (probe.model().coefficient(i / deviation.length, feature) / deviation[feature]);
        }
        return weight;
    }

    /** One value per class, with the scale folded in. */
    public float[] bias() {
        double[] mean = probe.standardiser().mean();
        double[] deviation = probe.standardiser().deviation();
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            double sum = probe.model().intercept(k);
            for (int j = 0; j < mean.length; j++) {
                sum -= probe.model().coefficient(k, j) * mean[j] / deviation[j];
            }
            bias[k] = (float) sum;
        }
        return bias;
    }

    /** The penalty that was used. */
    public double chosenC() {
        return probe.chosenC();
    }
}
