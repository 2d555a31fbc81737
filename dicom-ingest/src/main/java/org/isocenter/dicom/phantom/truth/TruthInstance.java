package org.isocenter.dicom.phantom.truth;

import org.jspecify.annotations.Nullable;

/**
 * One generated instance as it truly is.
 *
 * @param file path of the DICOM file, relative to the set's folder
 * @param sopUid original SOP Instance UID
 * @param patientId original Patient ID
 * @param site the institution
 * @param station the machine's station name
 * @param trueClass {@code normal}, {@code smooth} or {@code spiculated}
 * @param writtenClass the class in the label file, empty where it has none
 * @param split {@code train}, {@code val}, {@code test} or {@code unlabelled}
 * @param mask path of the lesion mask, relative to the set's folder; null without a lesion
 * @param trouble what was planted
 * @param original SOP Instance UID of the instance this one repeats; null where it repeats none
 */
public record TruthInstance(
        String file,
        String sopUid,
        String patientId,
        String site,
        String station,
        String trueClass,
        String writtenClass,
        String split,
        @Nullable String mask,
        Trouble trouble,
        @Nullable String original) {}
