package org.isocenter.training.evaluation;

import java.util.List;
import java.util.Map;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.MetricValue;

/**
 * What one head reached on the test patients.
 *
 * @param task class or mask
 * @param kind {@code linear}, {@code finetuned}, {@code prototype}, {@code knn} or {@code decoder}
 * @param init {@code random}, {@code imagenet} or {@code chain}
 * @param trainLabels every label used for any choice
 * @param metrics by name: {@code auroc}, {@code averagePrecision}, {@code balancedAccuracy}, {@code accuracy}; {@code dice}, {@code iou}
 * @param testPatients number of patients measured
 * @param predictions one per measured frame, in order
 */
public record HeadReport(
        LabelKind task,
        String kind,
        String init,
        int trainLabels,
        Map<String, MetricValue> metrics,
        int testPatients,
        List<Prediction> predictions) {
    public HeadReport {
        metrics = Map.copyOf(metrics);
        predictions = List.copyOf(predictions);
    }
}
