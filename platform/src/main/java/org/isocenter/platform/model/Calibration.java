package org.isocenter.platform.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a head's probabilities can be taken at their word.
 *
 * @param temperature by which its logits are to be divided; empty where none could be fitted
 * @param fittedOn number of labelled training images that the temperature was fitted on, none of them from test patients
 * @param how it was fitted, or why it was not
 * @param calibrated {@code brier}, {@code logLoss}, {@code ece} on the test patients with the temperature; empty where there is none. Without it they stand
 *     among the metrics
 * @param bins reliability on the test patients as the head says it
 * @param calibratedBins reliability with the temperature; empty where there is none
 */
public record Calibration(
        Optional<Double> temperature,
        int fittedOn,
        String how,
        Map<String, MetricValue> calibrated,
        List<ReliabilityBin> bins,
        List<ReliabilityBin> calibratedBins) {
    public Calibration {
        calibrated = Map.copyOf(calibrated);
        bins = List.copyOf(bins);
        calibratedBins = List.copyOf(calibratedBins);
    }
}
