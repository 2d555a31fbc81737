package org.isocenter.platform.model;

import java.util.Map;

/**
 * What a head reached on test patients, beside its baselines.
 *
 * @param metrics by name, such as {@code auroc}, {@code balancedAccuracy}, {@code dice}
 * @param baselines the same metrics of the same head by initialisation, {@code random} and where there are weights {@code imagenet}
 * @param trainLabels every label used for any choice
 * @param testPatients number of patients measured
 * @param testFrames number of frames measured
 */
public record EvaluationReport(
        Map<String, MetricValue> metrics,
        Map<String, Map<String, MetricValue>> baselines,
        int trainLabels,
        int testPatients,
        int testFrames) {
    public EvaluationReport {
        metrics = Map.copyOf(metrics);
        baselines = Map.copyOf(baselines);
    }
}
