package org.isocenter.training.evaluation;

import java.util.List;
import java.util.Map;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.MetricValue;

/**
 * What one head reached on the test patients.
 *
 * @param task what its labels say
 * @param kind {@code linear}, {@code finetuned}, {@code prototype}, {@code knn} or {@code decoder}
 * @param init {@code random}, {@code imagenet} or {@code chain}
 * @param trainLabels every label used for any choice
 * @param metrics by name, such as {@code auroc}, {@code balancedAccuracy}, {@code dice}; {@code docs/statistics.md} says what each is
 * @param evidence what stands behind them
 * @param testPatients number of patients measured
 * @param predictions one per measured frame, in order
 * @param measured what the figures follow from, to compare with another head's on the same frames
 */
public record HeadReport(
        LabelKind task,
        String kind,
        String init,
        int trainLabels,
        Map<String, MetricValue> metrics,
        Evidence evidence,
        int testPatients,
        List<Prediction> predictions,
        Measured measured) {
    public HeadReport {
        metrics = Map.copyOf(metrics);
        predictions = List.copyOf(predictions);
    }
}
