package org.isocenter.dicom.association;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A peer does not speak the upper layer protocol; its association is aborted with a reason of PS3.8 table 9-26. */
final class MalformedPduException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int reason;

    MalformedPduException(int reason, String message) {
        this(reason, message, null);
    }

    MalformedPduException(int reason, String message, @Nullable Exception cause) {
        super(message, cause);
        this.reason = reason;
    }

    int reason() {
        return reason;
    }
}
