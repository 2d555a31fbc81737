package org.isocenter.training.encoder;

import java.util.ArrayList;
import java.util.List;

/** Collects the state of projections that have a bias and of layer normalisations. */
final class LayerNorms {
    private final List<Parameter> parameters = new ArrayList<>();

    /** Adds one array. */
    LayerNorms add(int stage, String name, Parameter.Role role, long... shape) {
        parameters.add(new Parameter(name, shape, role, stage));
        return this;
    }

    /** Adds a projection: its weight, then its bias, one value for each first side of the weight. */
    LayerNorms projection(int stage, String name, long... shape) {
        add(stage, name + ".weight", Parameter.Role.PROJECTION, shape);
        return add(stage, name + ".bias", Parameter.Role.BIAS, shape[0]);
    }

    /** Adds a layer normalisation: its gain, then its bias. */
    LayerNorms norm(int stage, String name, long channels) {
        add(stage, name + ".weight", Parameter.Role.GAIN, channels);
        return add(stage, name + ".bias", Parameter.Role.BIAS, channels);
    }

    List<Parameter> parameters() {
        return parameters;
    }
}
