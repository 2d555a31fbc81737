package org.isocenter.training.finetune;

import org.isocenter.training.data.FrameSource;

/** A finished head that says how likely each class is. */
public interface ClassificationHead {
    /** Frames x classes, each row adding up to 1. */
    double[][] probabilities(FrameSource frames);
}
