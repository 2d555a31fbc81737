package org.isocenter.platform.rest;

import org.isocenter.platform.error.ErrorCode;

/** The edge table from error codes to HTTP status (RFC 9110 section 15). */
public final class HttpStatus {
    private HttpStatus() {}

    /** The status of a code; every code has one. */
    public static int of(ErrorCode code) {
        return switch (code) {
            case BAD_REQUEST,
                    INVALID_PLAN,
                    NOT_DICOM,
                    TRUNCATED,
                    ILLEGAL_ELEMENT,
                    MISSING_IDENTIFIER,
                    ELEMENT_TOO_LARGE,
                    UNREADABLE_IMAGE,
                    LABELS_UNREADABLE,
                    WEIGHTS_UNREADABLE -> 400;
            case NOT_AUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_ACCEPTABLE -> 406;
            case RANGE_NOT_SATISFIABLE -> 416;
            case CONFLICT, DUPLICATE_INSTANCE, LEASE_LOST, JOB_NOT_CANCELLABLE -> 409;
            case UNSUPPORTED_TRANSFER_SYNTAX -> 415;
            case UNDECODABLE_PIXELS,
                    BURNED_IN_TEXT,
                    INVALIDATED,
                    DEIDENTIFICATION_FAILED,
                    COHORT_TOO_SMALL,
                    SPLIT_CROSSES_PATIENT,
                    UNKNOWN_IMAGE,
                    LABEL_OUTSIDE_SCHEME,
                    TOO_FEW_LABELS,
                    TEST_SET_LEAKS,
                    WEIGHTS_MISMATCH,
                    WEIGHTS_UNSAFE,
                    UNKNOWN_ENCODER -> 422;
            case ARCHIVE_UNREACHABLE,
                    ARCHIVE_REFUSED,
                    ARCHIVE_TLS_REFUSED,
                    CREDENTIALS_MISSING,
                    ANSWER_CUT,
                    WEIGHTS_UNREACHABLE -> 502;
            case UNAVAILABLE -> 503;
            case STORAGE_FULL -> 507;
            default -> 500;
        };
    }

    /** The code that stands for a status which the HTTP layer itself chose. */
    static ErrorCode codeOf(int status) {
        return switch (status) {
            case 401 -> ErrorCode.NOT_AUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 409 -> ErrorCode.CONFLICT;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
        };
    }
}
