package org.isocenter.dicom.association;

/** Whether a caller may open an association; if not, the reason that the rejection carries (PS3.8 table 9-21, service user). */
public enum Admission {
    ADMITTED(0),
    /** We do not know who calls, or it does not come from where it should, or does not show the certificate that it should. */
    CALLING_TITLE_UNKNOWN(3),
    /** Nothing here has the title that is called. */
    CALLED_TITLE_UNKNOWN(7);

    private final int reason;

    Admission(int reason) {
        this.reason = reason;
    }

    int reason() {
        return reason;
    }
}
