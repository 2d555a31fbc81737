package org.isocenter.cli.console;

import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** The edge table from error codes to exit codes, for failures of this process and for a server's problem details alike. */
public final class ExitTable {
    private ExitTable() {}

    /** The exit code of a failure; one without a code is a fault of ours unless it refuses a malformed value. */
    public static int of(Throwable failure) {
        if (failure instanceof PlatformException coded) {
            return of(coded.code());
        }
        return failure instanceof IllegalArgumentException ? ExitCode.BAD_INPUT : ExitCode.INTERNAL;
    }

    /** The exit code of an error code; every code has one. */
    public static int of(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST, INVALID_PLAN, NOT_ACCEPTABLE, RANGE_NOT_SATISFIABLE -> ExitCode.WRONG_CALL;
            case NOT_AUTHENTICATED,
                    FORBIDDEN,
                    CONFLICT,
                    DUPLICATE_INSTANCE,
                    LEASE_LOST,
                    JOB_NOT_CANCELLABLE,
                    ARCHIVE_REFUSED,
                    ARCHIVE_TLS_REFUSED -> ExitCode.REFUSED;
            case NOT_FOUND, UNKNOWN_ENCODER -> ExitCode.NOT_FOUND;
            case STORAGE_FULL,
                    UNAVAILABLE,
                    AUDIT_BROKEN,
                    JOB_ABANDONED,
                    LOSS_NOT_FINITE,
                    PORT_IN_USE,
                    WRONG_JAVA,
                    START_FAILED,
                    NOT_RUNNING,
                    ARCHIVE_UNREACHABLE,
                    CREDENTIALS_MISSING,
                    ANSWER_CUT,
                    WEIGHTS_UNREACHABLE -> ExitCode.NOT_DONE;
            case NOT_DICOM,
                    TRUNCATED,
                    ILLEGAL_ELEMENT,
                    MISSING_IDENTIFIER,
                    UNSUPPORTED_TRANSFER_SYNTAX,
                    UNDECODABLE_PIXELS,
                    DEIDENTIFICATION_FAILED,
                    UNREADABLE_IMAGE,
                    ELEMENT_TOO_LARGE,
                    BURNED_IN_TEXT,
                    INVALIDATED,
                    COHORT_TOO_SMALL,
                    SPLIT_CROSSES_PATIENT,
                    LABELS_UNREADABLE,
                    UNKNOWN_IMAGE,
                    LABEL_OUTSIDE_SCHEME,
                    TOO_FEW_LABELS,
                    TEST_SET_LEAKS,
                    WEIGHTS_UNREADABLE,
                    WEIGHTS_MISMATCH,
                    WEIGHTS_UNSAFE,
                    CHECKPOINT_CORRUPT,
                    STATE_FOLDER_BROKEN -> ExitCode.BAD_INPUT;
            case INTERNAL, ENGINE_UNAVAILABLE -> ExitCode.INTERNAL;
        };
    }
}
