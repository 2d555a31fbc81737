package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.Precision;

/**
 * Where a run starts: from a parent's weights, or from fresh ones of a seed.
 *
 * @param architecture of the encoder
 * @param parent whose weights it begins with
 * @param seed of fresh weights
 * @param files where the parent's weights are
 */
record Start(Architecture architecture, Optional<EncoderVersion> parent, long seed, ModelFiles files) {

    /** The encoder at the start; each call gives one of its own. */
    Encoder encoder(NDManager manager) {
        return encoder(manager, Precision.FLOAT32);
    }

    /** The same, computed in a precision. */
    Encoder encoder(NDManager manager, Precision precision) {
        return parent.map(version -> files.open(version, precision, manager))
                .orElseGet(() -> Encoder.random(architecture.in(precision), manager, seed));
    }
}
