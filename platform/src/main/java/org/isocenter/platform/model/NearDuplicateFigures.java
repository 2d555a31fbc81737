package org.isocenter.platform.model;

import java.util.Map;

/**
 * The figures without the test images that nearly equal a training image.
 *
 * @param nearDuplicates number of test images that were left out
 * @param testPatients number of patients that remain
 * @param testFrames number of images that remain
 * @param metrics by name, on those that remain; empty where none does
 */
public record NearDuplicateFigures(
        int nearDuplicates, int testPatients, int testFrames, Map<String, MetricValue> metrics) {
    public NearDuplicateFigures {
        metrics = Map.copyOf(metrics);
    }
}
