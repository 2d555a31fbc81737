package org.isocenter.dicom.pipeline;

import java.util.EnumSet;
import java.util.Set;
import org.isocenter.dicom.deidentify.Option;
import org.isocenter.dicom.deidentify.ProfileChoice;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.DeidentificationOption;

/** A project's choice in the words of the profile. */
final class ProfileChoices {
    private ProfileChoices() {}

    static ProfileChoice of(DeidentificationChoice choice) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        choice.options().forEach(option -> options.add(of(option)));
        return new ProfileChoice(options);
    }

    private static Option of(DeidentificationOption option) {
        return switch (option) {
            case RETAIN_SAFE_PRIVATE -> Option.SAFE_PRIVATE;
            case RETAIN_UIDS -> Option.UIDS;
            case RETAIN_DEVICE_IDENTITY -> Option.DEVICE;
            case RETAIN_INSTITUTION_IDENTITY -> Option.INSTITUTION;
            case RETAIN_PATIENT_CHARACTERISTICS -> Option.PATIENT_CHARACTERISTICS;
            case RETAIN_FULL_DATES -> Option.FULL_DATES;
            case MODIFIED_DATES -> Option.MODIFIED_DATES;
            case CLEAN_DESCRIPTORS -> Option.CLEAN_DESCRIPTORS;
            case CLEAN_STRUCTURED_CONTENT -> Option.CLEAN_STRUCTURED_CONTENT;
            case CLEAN_GRAPHICS -> Option.CLEAN_GRAPHICS;
            case CLEAN_PIXEL_DATA -> Option.CLEAN_PIXEL_DATA;
            case CLEAN_RECOGNIZABLE_VISUAL_FEATURES ->
                throw new PlatformException(
                        ErrorCode.DEIDENTIFICATION_FAILED,
                        "Expected options that are built in; removing faces is not. Choose the others.");
        };
    }
}
