package org.isocenter.platform.error;

/**
 * A failure with a code. The message says what was expected, what came and what to do; it never carries a patient's
 * name, a file name of the input or an identifier before remapping.
 */
public class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public PlatformException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public PlatformException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
