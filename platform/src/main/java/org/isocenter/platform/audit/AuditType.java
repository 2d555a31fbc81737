package org.isocenter.platform.audit;

/** Event Identification of an audit message (PS3.15 A.5.3, code values of PS3.16 CID 400), and ours beyond it. */
public enum AuditType {
    APPLICATION_ACTIVITY("110100", "Application Activity"),
    AUDIT_LOG_USED("110101", "Audit Log Used"),
    DICOM_INSTANCES_ACCESSED("110103", "DICOM Instances Accessed"),
    DICOM_INSTANCES_TRANSFERRED("110104", "DICOM Instances Transferred"),
    DICOM_STUDY_DELETED("110105", "DICOM Study Deleted"),
    EXPORT("110106", "Export"),
    IMPORT("110107", "Import"),
    PATIENT_RECORD("110110", "Patient Record"),
    PROCEDURE_RECORD("110111", "Procedure Record"),
    QUERY("110112", "Query"),
    SECURITY_ALERT("110113", "Security Alert"),
    USER_AUTHENTICATION("110114", "User Authentication"),
    PROJECT("ISO-PROJECT", "Project changed"),
    ARCHIVE("ISO-ARCHIVE", "Archive to pull from changed"),
    COHORT("ISO-COHORT", "Cohort changed"),
    LABEL("ISO-LABEL", "Labels changed"),
    CURATION("ISO-CURATION", "Curation flag or decision"),
    MODEL("ISO-MODEL", "Encoder or head"),
    JOB("ISO-JOB", "Job"),
    QUARANTINE("ISO-QUARANTINE", "Quarantine");

    private final String code;
    private final String meaning;

    AuditType(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public String code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
