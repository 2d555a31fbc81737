package org.isocenter.dicom.deidentify;

import java.util.Locale;

/** An option of the Basic profile, a column of PS3.15 Table E.1-1 or one that acts on pixels, with its code of CID 7050 (scheme DCM). */
public enum Option {
    SAFE_PRIVATE("113111", "Retain Safe Private Option"),
    UIDS("113110", "Retain UIDs Option"),
    DEVICE("113109", "Retain Device Identity Option"),
    INSTITUTION("113112", "Retain Institution Identity Option"),
    PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"),
    FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
    MODIFIED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
    CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option"),
    CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option"),
    CLEAN_GRAPHICS("113103", "Clean Graphics Option"),
    CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option");

    private final String code;
    private final String meaning;

    Option(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The code value, for example {@code 113107}. */
    public String code() {
        return code;
    }

    /** The code meaning as CID 7050 prints it. */
    public String meaning() {
        return meaning;
    }

    /** The name as a person writes it, for example {@code modified-dates}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same in short: {@code patient} for Retain Patient Characteristics, else the word itself. */
    public String shortWord() {
        return this == PATIENT_CHARACTERISTICS ? "patient" : word();
    }
}
