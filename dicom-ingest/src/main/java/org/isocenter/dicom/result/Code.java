package org.isocenter.dicom.result;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.isocenter.dicom.dataset.Fields;

/**
 * A coded concept (PS3.3 8.8).
 *
 * @param value at most 16 characters
 * @param scheme who gave it
 * @param meaning for people, at most 64 characters
 */
record Code(String value, String scheme, String meaning) {
    /** Our own scheme, for classes that people named. */
    static final String OWN_SCHEME = "99ISOCENTER";

    /** Most characters of a meaning. */
    private static final int LONGEST = 64;

    private static final Map<String, Code> KNOWN = Map.of(
            "lesion", snomed("52988006", "Lesion"),
            "tumour", snomed("108369006", "Neoplasm"),
            "tumor", snomed("108369006", "Neoplasm"),
            "nodule", snomed("27925004", "Nodule"),
            "mass", snomed("4147007", "Mass"),
            "cyst", snomed("367643001", "Cyst"));

    /** A concept of the standard's own terminology (PS3.16 annex D). */
    static Code dicom(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }

    /** A concept of SNOMED CT. */
    static Code snomed(String value, String meaning) {
        return new Code(value, "SCT", meaning);
    }

    /** A unit of UCUM. */
    static Code unit(String value, String meaning) {
        return new Code(value, "UCUM", meaning);
    }

    /** One of our own, whose value follows from what it means. */
    static Code own(String meaning) {
        UUID name = UUID.nameUUIDFromBytes(meaning.getBytes(StandardCharsets.UTF_8));
        String value = "%016X".formatted(name.getMostSignificantBits());
        String plain = meaning.replace('\\', '/').strip();
        return new Code(value, OWN_SCHEME, plain.substring(0, Math.min(LONGEST, plain.length())));
    }

    /** What a class of a label scheme stands for: a concept of SNOMED CT where its name is one we know, else one of our own. */
    static Code of(String className) {
        Code known = KNOWN.get(className.toLowerCase(Locale.ROOT));
        return known == null ? own(className) : known;
    }

    Fields item() {
        return Fields.fresh()
                .put("CodeValue", value)
                .put("CodingSchemeDesignator", scheme)
                .put("CodeMeaning", meaning);
    }

    /** Says who stands behind our scheme (PS3.3 C.12.1.1.13). */
    static void introduceScheme(Fields object) {
        object.items(
                "CodingSchemeIdentificationSequence",
                List.of(Fields.fresh()
                        .put("CodingSchemeDesignator", OWN_SCHEME)
                        .put("CodingSchemeName", "Isocenter classes of label schemes")
                        .put("CodingSchemeResponsibleOrganization", "Isocenter")));
    }
}
