package org.isocenter.platform.model;

import java.util.Map;
import java.util.Optional;

/**
 * What a head reached on the test patients that have something in common.
 *
 * @param by what they have in common: {@code sex}, {@code age}, {@code scanner}, {@code site} or {@code view}
 * @param value which, or {@code removed by profile} or {@code not stated}
 * @param patients number of test patients
 * @param frames number of test images
 * @param metrics the main figures; one that is undefined here is left out
 * @param warning where the group is too small to say much, the number and why
 */
public record Subgroup(
        String by, String value, int patients, int frames, Map<String, MetricValue> metrics, Optional<String> warning) {
    public Subgroup {
        metrics = Map.copyOf(metrics);
    }
}
