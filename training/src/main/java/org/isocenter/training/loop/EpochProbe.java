package org.isocenter.training.loop;

import java.util.Map;
import org.isocenter.training.encoder.Encoder;

/** Looks at the encoder at the end of each epoch. */
@FunctionalInterface
public interface EpochProbe {
    /** Figures by name, the first of which the report lists per epoch; empty where there is nothing to measure with. */
    Map<String, Double> measure(Encoder encoder);
}
