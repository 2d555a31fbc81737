package org.isocenter.platform.study;

import java.util.regex.Pattern;

/**
 * A header that can be asked for, by DICOM keyword, with the type in which it is compared.
 *
 * @param keyword a keyword of PS3.6 such as {@code BodyPartExamined}
 * @param type how values are compared
 */
public record HeaderKey(String keyword, Type type) {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Za-z0-9]{0,63}");

    public static final HeaderKey STUDY_UID = text("StudyInstanceUID");
    public static final HeaderKey SERIES_UID = text("SeriesInstanceUID");
    public static final HeaderKey SOP_UID = text("SOPInstanceUID");
    /** The pseudonym. */
    public static final HeaderKey PATIENT = text("PatientID");

    public static final HeaderKey MODALITY = text("Modality");
    public static final HeaderKey STUDY_DATE = text("StudyDate");
    public static final HeaderKey STUDY_DESCRIPTION = text("StudyDescription");
    public static final HeaderKey BODY_PART = text("BodyPartExamined");
    public static final HeaderKey MANUFACTURER = text("Manufacturer");
    public static final HeaderKey PATIENT_SEX = text("PatientSex");
    public static final HeaderKey INSTANCE_NUMBER = number("InstanceNumber");

    /** How values of a key are compared. */
    public enum Type {
        TEXT,
        NUMBER
    }

    public HeaderKey {
        if (!FORM.matcher(keyword).matches()) {
            throw new IllegalArgumentException("a header is named by its DICOM keyword, such as BodyPartExamined");
        }
    }

    /** Dates are text too: DICOM writes them YYYYMMDD, which sorts as it reads. */
    public static HeaderKey text(String keyword) {
        return new HeaderKey(keyword, Type.TEXT);
    }

    public static HeaderKey number(String keyword) {
        return new HeaderKey(keyword, Type.NUMBER);
    }
}
