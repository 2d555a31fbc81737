package org.isocenter.platform.project;

/** An option of the Basic Application Level Confidentiality Profile; the columns of PS3.15 Table E.1-1. */
public enum DeidentificationOption {
    RETAIN_SAFE_PRIVATE,
    RETAIN_UIDS,
    RETAIN_DEVICE_IDENTITY,
    RETAIN_INSTITUTION_IDENTITY,
    RETAIN_PATIENT_CHARACTERISTICS,
    RETAIN_FULL_DATES,
    MODIFIED_DATES,
    CLEAN_DESCRIPTORS,
    CLEAN_STRUCTURED_CONTENT,
    CLEAN_GRAPHICS,
    CLEAN_PIXEL_DATA,
    CLEAN_RECOGNIZABLE_VISUAL_FEATURES
}
