package org.isocenter.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;

/** What every de-identified object must say of itself (PS3.15 E.1.1, PS3.3 C.7.1.1 and C.12.1.1). */
final class Marks {
    private Marks() {}

    static void write(Dataset dataset, ProfileChoice choice, boolean noText) {
        if (noText && dataset.contains(Tag.PIXEL_DATA)) {
            dataset.set(Tag.BURNED_IN_ANNOTATION, Vr.CS, "NO");
        }
        dataset.set(Tag.PATIENT_IDENTITY_REMOVED, Vr.CS, "YES");
        dataset.set(Tag.DEIDENTIFICATION_METHOD, Vr.LO, methods(choice));
        dataset.setItems(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, codes(choice));
        dataset.set(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, Vr.CS, temporal(choice));
    }

    private static String[] methods(ProfileChoice choice) {
        List<String> methods = new ArrayList<>(List.of("Isocenter, PS3.15 Table E.1-1 2024e", "basic"));
        choice.options().stream().map(Option::word).forEach(methods::add);
        return methods.toArray(String[]::new);
    }

    private static List<Dataset> codes(ProfileChoice choice) {
        List<Dataset> codes = new ArrayList<>();
        codes.add(code("113100", "Basic Application Confidentiality Profile"));
        choice.options().forEach(option -> codes.add(code(option.code(), option.meaning())));
        return codes;
    }

    private static Dataset code(String value, String meaning) {
        Dataset item = new Dataset();
        item.set(Tag.CODE_VALUE, Vr.SH, value);
        item.set(Tag.CODING_SCHEME_DESIGNATOR, Vr.SH, "DCM");
        item.set(Tag.CODE_MEANING, Vr.LO, meaning);
        return item;
    }

    private static String temporal(ProfileChoice choice) {
        if (choice.has(Option.FULL_DATES)) {
            return "UNMODIFIED";
        }
        return choice.has(Option.MODIFIED_DATES) ? "MODIFIED" : "REMOVED";
    }
}
