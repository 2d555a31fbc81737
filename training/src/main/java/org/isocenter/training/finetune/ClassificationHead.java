package org.isocenter.training.finetune;

import org.isocenter.training.data.FrameSource;

/** A finished head that says how likely each class is. */
public interface ClassificationHead {
    /** Frames x classes, 0 to 1. A row adds up to 1 where classes or grades exclude one another; findings do not, and each stands for itself. */
    double[][] probabilities(FrameSource frames);
}
