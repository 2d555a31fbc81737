package org.isocenter.platform.label;

import java.util.Map;
import java.util.UUID;
import org.isocenter.platform.study.FrameId;

/** The labels of the test patients of one cohort version; only evaluation may import this type. */
public record TestLabels(UUID labelSet, LabelScheme scheme, Map<FrameId, Label> byFrame) {
    public TestLabels {
        byFrame = Map.copyOf(byFrame);
    }
}
