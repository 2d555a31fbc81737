package org.isocenter.platform.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind the figures of an evaluation.
 *
 * @param perClass figures of each class, finding or region against all others, by its name and then by theirs
 * @param calibration of a head for classes; empty for masks
 * @param subgroups rows by sex, age, scanner, site and view
 * @param withoutNearDuplicates the figures without test images that nearly equal a training image; empty where nobody looked
 * @param notes what a reader must know of the figures, a sentence each
 */
public record Evidence(
        Map<String, Map<String, MetricValue>> perClass,
        Optional<Calibration> calibration,
        List<Subgroup> subgroups,
        Optional<NearDuplicateFigures> withoutNearDuplicates,
        List<String> notes) {
    /** Nothing but the figures. */
    public static final Evidence NONE =
            new Evidence(Map.of(), Optional.empty(), List.of(), Optional.empty(), List.of());

    public Evidence {
        perClass = Map.copyOf(perClass);
        subgroups = List.copyOf(subgroups);
        notes = List.copyOf(notes);
    }
}
