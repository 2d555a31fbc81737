package org.isocenter.training.encoder;

import java.util.ArrayList;
import java.util.List;

/** Collects the state of convolutions that have no bias and are each followed by a batch normalisation. */
final class ConvNorms {
    private final List<Parameter> parameters = new ArrayList<>();

    /** Adds a pair: the convolution's weight, then gain, bias, running mean and running variance. */
    ConvNorms add(int stage, String convolution, String norm, long out, long in, long kernel) {
        parameters.add(new Parameter(
                convolution + ".weight", new long[] {out, in, kernel, kernel}, Parameter.Role.CONVOLUTION, stage));
        addOne(stage, norm + ".weight", out, Parameter.Role.GAIN);
        addOne(stage, norm + ".bias", out, Parameter.Role.BIAS);
        addOne(stage, norm + ".running_mean", out, Parameter.Role.RUNNING_MEAN);
        addOne(stage, norm + ".running_var", out, Parameter.Role.RUNNING_VARIANCE);
        return this;
    }

    private void addOne(int stage, String name, long channels, Parameter.Role role) {
        parameters.add(new Parameter(name, new long[] {channels}, role, stage));
    }

    List<Parameter> parameters() {
        return parameters;
    }
}
