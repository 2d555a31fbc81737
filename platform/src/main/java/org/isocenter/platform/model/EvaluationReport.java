package org.isocenter.platform.model;

import java.util.Map;
import java.util.Objects;

/**
 * What a head reached on test patients, beside its baselines.
 *
 * @param metrics by name, such as {@code auroc}, {@code balancedAccuracy}, {@code dice}
 * @param baselines the same metrics of the same head by initialisation, {@code random} and where there are weights {@code imagenet}
 * @param trainLabels every label used for any choice
 * @param testPatients number of patients measured
 * @param testFrames number of frames measured
 * @param evidence what stands behind the figures; a report of before has none
 */
public record EvaluationReport(
        Map<String, MetricValue> metrics,
        Map<String, Map<String, MetricValue>> baselines,
        int trainLabels,
        int testPatients,
        int testFrames,
        Evidence evidence) {
    public EvaluationReport {
        metrics = Map.copyOf(metrics);
        baselines = Map.copyOf(baselines);
        evidence = Objects.requireNonNullElse(evidence, Evidence.NONE);
    }
}
