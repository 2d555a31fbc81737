package org.isocenter.platform.job;

/** What a job does, and by that which process and lane runs it. */
public enum JobKind {
    PRETRAIN("worker", Lane.LONG),
    FINETUNE("worker", Lane.LONG),
    EVALUATE("worker", Lane.LONG),
    CURATE("worker", Lane.LONG),
    PREDICT("worker", Lane.INTERACTIVE),
    /** About an image that is not kept; the job is forgotten once it has answered, and nobody submits one as such. */
    PREDICT_ONCE("worker", Lane.INTERACTIVE),
    SEARCH("worker", Lane.INTERACTIVE),
    PULL("dicom", Lane.ARCHIVE),
    SEND("dicom", Lane.DELIVERY);

    private final String role;
    private final Lane lane;

    JobKind(String role, Lane lane) {
        this.role = role;
        this.lane = lane;
    }

    /** The role of the process that runs it, as in {@code isocenter.roles}. */
    public String role() {
        return role;
    }

    public Lane lane() {
        return lane;
    }
}
