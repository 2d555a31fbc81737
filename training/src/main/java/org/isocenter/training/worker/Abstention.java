package org.isocenter.training.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.training.familiarity.Familiarity;

/**
 * When a head does not answer: about an image of a modality that its training had none of, or one that is unlike its training images.
 *
 * @param modalities codes of its training images; empty where that is not known, as with heads from before it was recorded
 * @param familiarity of its training images; empty where that is not known
 */
record Abstention(List<String> modalities, Optional<Familiarity> familiarity) {

    /**
     * Why it does not answer.
     *
     * @param reason {@code WRONG_MODALITY} or {@code OUT_OF_DISTRIBUTION}
     * @param facts by how much
     * @param sentence the same for people
     */
    record Why(String reason, Map<String, Object> facts, String sentence) {
        Map<String, Object> values() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("reason", reason);
            values.putAll(facts);
            return values;
        }
    }

    static Abstention of(HeadVersion head, Optional<Familiarity> familiarity) {
        List<String> modalities = head.configuration().get(HeadFiles.MODALITIES) instanceof List<?> codes
                ? codes.stream().map(Object::toString).toList()
                : List.of();
        return new Abstention(modalities, familiarity);
    }

    /**
     * Why it does not answer about an image; empty where it does.
     *
     * @param distance of the image; 0 where nothing is known of the training images
     */
    Optional<Why> why(Modality modality, double distance) {
        if (!modalities.isEmpty() && !modalities.contains(modality.code())) {
            return Optional.of(new Why(
                    "WRONG_MODALITY",
                    Map.of("modality", modality.code(), "trainedOn", modalities),
                    "Abstained: the image is %s, the head was trained on %s."
                            .formatted(modality.code(), String.join(", ", modalities))));
        }
        return familiarity
                .map(Familiarity::threshold)
                .filter(threshold -> distance > threshold)
                .map(threshold -> new Why(
                        "OUT_OF_DISTRIBUTION",
                        Map.of("distance", distance, "threshold", threshold, "rate", Familiarity.RATE),
                        "Abstained: the image lies %.3f from the training images, of which all but %.0f %% lie within %.3f."
                                .formatted(distance, 100 * Familiarity.RATE, threshold)));
    }

    /** What is known beforehand, as JSON values. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("modalities", modalities);
        familiarity.ifPresent(known -> {
            values.put("rate", Familiarity.RATE);
            values.put("threshold", known.threshold());
        });
        return values;
    }
}
