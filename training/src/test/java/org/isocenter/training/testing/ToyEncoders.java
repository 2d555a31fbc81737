package org.isocenter.training.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Parameter;
import org.isocenter.training.encoder.VisionTransformer;
import org.isocenter.training.view.Normalisation;

/** Encoders so small that a step takes milliseconds. */
public final class ToyEncoders {

    /** Two convolutions with batch norm and a global mean, width 16: the encoder of the golden training runs. */
    public static Architecture convolutions() {
        List<Parameter> parameters = new ArrayList<>();
        unit(parameters, 0, 8, 3);
        unit(parameters, 1, 16, 8);
        return new Architecture(
                "toy",
                16,
                List.of(new Architecture.FeatureMap(8, 2), new Architecture.FeatureMap(16, 4)),
                2,
                2,
                Normalisation.IMAGENET,
                parameters,
                "toy_backbone",
                Map.of());
    }

    private static void unit(List<Parameter> parameters, int stage, long out, long in) {
        String norm = "bn%d.".formatted(stage + 1);
        parameters.add(new Parameter(
                "conv%d.weight".formatted(stage + 1), new long[] {out, in, 3, 3}, Parameter.Role.CONVOLUTION, stage));
        parameters.add(new Parameter(norm + "weight", new long[] {out}, Parameter.Role.GAIN, stage));
        parameters.add(new Parameter(norm + "bias", new long[] {out}, Parameter.Role.BIAS, stage));
        parameters.add(new Parameter(norm + "running_mean", new long[] {out}, Parameter.Role.RUNNING_MEAN, stage));
        parameters.add(new Parameter(norm + "running_var", new long[] {out}, Parameter.Role.RUNNING_VARIANCE, stage));
    }

    /** Two blocks of four heads, width 32, patches of 4 pixels in images of 16: the transformer of the golden training run. */
    public static Architecture transformer() {
        return VisionTransformer.of("toy_vit", new VisionTransformer.Size(32, 2, 4, 4, 16));
    }

    private ToyEncoders() {}
}
