package org.isocenter.dicom.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;

/** Study, series and instance UID: there, and legal (PS3.5 9.1). A directory needs none, an object of no patient one. */
final class Identifiers {
    private static final Pattern LEGAL = Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))+");
    private static final int LONGEST = 64;
    private static final String DIRECTORY = "1.2.840.10008.1.3.10";
    /** Hanging protocols, colour palettes, implant templates: PS3.4 GG. */
    private static final Pattern OF_NO_PATIENT =
            Pattern.compile("1\\.2\\.840\\.10008\\.5\\.1\\.4\\.(38|39|43|44|45)\\..*");

    private Identifiers() {}

    static List<Reason> wrong(DicomObject object) {
        List<Reason> wrong = new ArrayList<>();
        for (int tag : needed(sopClass(object))) {
            Optional<String> uid = object.dataset().string(tag);
            String name = Dictionary.keyword(tag).orElse("UID");
            if (uid.isEmpty()) {
                wrong.add(Reason.refusal(ErrorCode.MISSING_IDENTIFIER, name + " is missing or empty"));
            } else if (!isLegal(uid.get())) {
                wrong.add(Reason.refusal(ErrorCode.MISSING_IDENTIFIER, name + " is not a legal UID"));
            }
        }
        return wrong;
    }

    private static int[] needed(String sopClass) {
        if (sopClass.equals(DIRECTORY)) {
            return new int[0];
        }
        return OF_NO_PATIENT.matcher(sopClass).matches()
                ? new int[] {Tag.SOP_INSTANCE_UID}
                : new int[] {Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID};
    }

    private static String sopClass(DicomObject object) {
        Dataset dataset = object.dataset();
        return dataset.string(Tag.SOP_CLASS_UID)
                .or(() -> object.meta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
                .orElse("");
    }

    private static boolean isLegal(String uid) {
        return uid.length() <= LONGEST && LEGAL.matcher(uid).matches();
    }
}
