package org.isocenter.training.evaluation;

import java.util.List;
import java.util.Map;
import org.isocenter.training.metric.DeLong;
import org.isocenter.training.metric.Reliability;
import org.isocenter.training.metric.TemperatureScaling;

/** What a head said with probabilities. */
public interface MeasuredProbabilities extends Measured {
    /** How often what was said came true. */
    Reliability reliability();

    /** The ROC curve of each class, by its name; its area is undefined where the class or everything else is missing. */
    Map<String, DeLong> curves(List<String> patients);

    /** The same with calibrated probabilities. */
    MeasuredProbabilities calibrated(TemperatureScaling scaling);
}
