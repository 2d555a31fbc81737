package org.isocenter.dicom.stow;

import org.isocenter.platform.error.ErrorCode;

/** Why an instance was not stored, by the numbers of the standard (PS3.18 Table I.2-2). */
public enum FailureReason {
    PROCESSING_FAILURE(0x0110),
    DUPLICATE(0x0111),
    OUT_OF_RESOURCES(0xA700),
    OTHER_STUDY(0xA901),
    CANNOT_UNDERSTAND(0xC000),
    UNKNOWN_TRANSFER_SYNTAX(0xC122);

    private final int code;

    FailureReason(int code) {
        this.code = code;
    }

    /** The value of Failure Reason (0008,1197). */
    public int code() {
        return code;
    }

    /** The reason that stands for a code of ours. */
    static FailureReason of(ErrorCode code) {
        return switch (code) {
            case UNSUPPORTED_TRANSFER_SYNTAX -> UNKNOWN_TRANSFER_SYNTAX;
            case STORAGE_FULL, UNAVAILABLE -> OUT_OF_RESOURCES;
            case DUPLICATE_INSTANCE -> DUPLICATE;
            case INTERNAL -> PROCESSING_FAILURE;
            default -> CANNOT_UNDERSTAND;
        };
    }
}
