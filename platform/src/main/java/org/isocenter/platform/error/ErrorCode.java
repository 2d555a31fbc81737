package org.isocenter.platform.error;

/**
 * Every way in which Isocenter can refuse or fail: a stable number that support can search for, and one sentence for
 * the person who can act. Numbers are never reused; {@code docs/error-codes.md} is generated from this table.
 */
public enum ErrorCode {
    // General: 001 to 099
    BAD_REQUEST(1, "The request is not well formed; the message says what was expected."),
    NOT_AUTHENTICATED(2, "Log in first: the request carries no valid token for this audience."),
    FORBIDDEN(3, "Your role does not allow this; ask an administrator."),
    NOT_FOUND(4, "No such thing in any project you are a member of."),
    CONFLICT(5, "The thing exists already or has moved on; read it again and repeat."),
    INTERNAL(6, "A fault of Isocenter itself; the log has the details under the same reference."),
    NOT_ACCEPTABLE(7, "The answer cannot be given in a form that the request accepts; the message names one that can."),
    UNAVAILABLE(8, "A part that Isocenter needs, such as the database, does not answer now; try again shortly."),
    RANGE_NOT_SATISFIABLE(9, "The bytes that the request asks for lie behind the end; ask for a range within them."),

    // Ingest: 100 to 199
    NOT_DICOM(100, "The bytes are not a DICOM object; send Part 10 files."),
    TRUNCATED(101, "The object ends before its declared length; send it again from the source."),
    ILLEGAL_ELEMENT(102, "An element of the data set cannot be read; the source must correct it."),
    MISSING_IDENTIFIER(103, "Study, Series or SOP Instance UID is missing or not legal; the source must correct it."),
    UNSUPPORTED_TRANSFER_SYNTAX(
            104,
            "No decoder for this transfer syntax is installed; convert the object or install the codec, then requeue."),
    UNDECODABLE_PIXELS(
            105, "The pixel data cannot be decoded as the header describes it; send it again from the source."),
    DEIDENTIFICATION_FAILED(106, "The object could not be de-identified; it waits in quarantine for a data steward."),
    STORAGE_FULL(107, "The store or spool has reached its limit; free space, the sender may try again."),
    UNREADABLE_IMAGE(108, "The image file cannot be read; replace it or leave it out."),
    ELEMENT_TOO_LARGE(109, "An element declares more bytes than the object has; send it again from the source."),
    BURNED_IN_TEXT(110, "The pixels hold text, or may; choose clean-pixel-data, or look at the object and judge it."),
    DUPLICATE_INSTANCE(
            111,
            "The project has this instance with other content and its policy refuses another; change one of the two."),
    INVALIDATED(
            112,
            "Cleaning took away what the kind of object demands (PS3.3); a data steward must judge it, or another option be chosen."),

    // Cohorts and labels: 200 to 299
    COHORT_TOO_SMALL(200, "The cohort has too few patients to split; widen the query."),
    SPLIT_CROSSES_PATIENT(201, "A patient stands on both sides of the split; correct the split file."),
    LABELS_UNREADABLE(202, "The label file does not have the form of the documentation; correct the named line."),
    UNKNOWN_IMAGE(203, "The label file names an image that was not imported; correct the name or import it."),
    LABEL_OUTSIDE_SCHEME(204, "The label is not one of the scheme's; correct it or extend the scheme."),
    TOO_FEW_LABELS(205, "There are fewer labels than asked for; ask for fewer or label more."),
    TEST_SET_LEAKS(206, "Test images equal training images, or nearly; the message lists the pairs and what to do."),

    // Training: 300 to 399
    WEIGHTS_UNREADABLE(300, "The weights file is neither valid safetensors nor a state dict; export it again."),
    WEIGHTS_MISMATCH(301, "The weights do not fit the architecture; the message names the tensor and both shapes."),
    UNKNOWN_ENCODER(302, "No such encoder; the message lists those there are."),
    LOSS_NOT_FINITE(303, "The loss is not finite; continue from the last checkpoint with a lower learning rate."),
    CHECKPOINT_CORRUPT(304, "The checkpoint fails its checksum; the one before it is used."),
    INVALID_PLAN(305, "The parameters of the run are not valid; the message names the one and its range."),
    ENGINE_UNAVAILABLE(306, "The tensor engine could not start; see the message for the missing part."),
    WEIGHTS_UNSAFE(307, "The weights file would load something that is no tensor; save its state dict alone."),
    WEIGHTS_UNREACHABLE(308, "The weights cannot be fetched from here; the message says which file to put where."),

    // Jobs: 400 to 499
    LEASE_LOST(400, "Another worker holds this job now; this one has stopped."),
    JOB_NOT_CANCELLABLE(401, "The job has ended and cannot be changed."),
    JOB_ABANDONED(402, "The job has taken down its worker too often; see the worker's log before submitting it again."),

    // Audit: 500 to 599
    AUDIT_BROKEN(500, "The audit trail does not verify; the message names the place."),

    // Local stack: 600 to 699
    PORT_IN_USE(600, "The port is taken by another program; free it or choose another."),
    WRONG_JAVA(601, "This Java is not supported; use a JDK 17 or 25."),
    STATE_FOLDER_BROKEN(602, "The state folder cannot be used; the message says why."),
    START_FAILED(603, "A part of the local stack did not start; its log is named in the message."),
    NOT_RUNNING(604, "The local stack is not running; start it with \"up\"."),

    // Archives: 700 to 799
    ARCHIVE_UNREACHABLE(700, "The archive does not answer; look at its address, its AE titles and its network."),
    ARCHIVE_REFUSED(701, "The archive refuses what was asked; the message has its status. Ask its administrator."),
    CREDENTIALS_MISSING(
            702, "The credentials that an archive's entry names are not there; set the variable or the file."),
    ANSWER_CUT(703, "The archive cuts its answers even for one second; raise its limit or narrow the query."),
    ARCHIVE_TLS_REFUSED(
            704,
            "The archive or we do not take the certificate of the other; the message says which, and what to change.");

    private final int number;
    private final String advice;

    ErrorCode(int number, String advice) {
        this.number = number;
        this.advice = advice;
    }

    /** The number as printed, for example {@code ISO-104}. */
    public String id() {
        return "ISO-%03d".formatted(number);
    }

    /** One sentence: what happened and what the reader can do. */
    public String advice() {
        return advice;
    }
}
