package org.isocenter.platform.label;

import java.util.Map;
import java.util.UUID;
import org.isocenter.platform.study.FrameId;

/** The labels that a training may read: those of the training and validation patients of one cohort version. */
public record TrainingLabels(UUID labelSet, LabelScheme scheme, Map<FrameId, Label> byFrame) {
    public TrainingLabels {
        byFrame = Map.copyOf(byFrame);
    }
}
