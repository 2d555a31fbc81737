package org.isocenter.platform.error;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells from a failure which part of the ground does not serve now: the database, or a disk without room. */
public final class Outage {
    private static final String DISK_FULL = "53100";
    private static final String NO_SPACE = "No space left on device";
    private static final String NO_QUOTA = "Disk quota exceeded";

    private Outage() {}

    /**
     * The code that says so, looked for in the chain of causes: one that the failure carries, else {@code UNAVAILABLE} for a database that cannot be
     * reached (SQLSTATE classes 08, 53 and 57P) and {@code STORAGE_FULL} for a disk without room; empty for any other failure.
     */
    public static Optional<ErrorCode> codeOf(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            Optional<ErrorCode> code = own(each);
            if (code.isPresent()) {
                return code;
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorCode> own(Throwable failure) {
        if (failure instanceof PlatformException coded) {
            return Optional.of(coded.code());
        }
        if (failure instanceof SQLException database) {
            return ofState(database.getSQLState());
        }
        String message = String.valueOf(failure.getMessage());
        boolean full = failure instanceof IOException && (message.contains(NO_SPACE) || message.contains(NO_QUOTA));
        return full ? Optional.of(ErrorCode.STORAGE_FULL) : Optional.empty();
    }

    /** A pool that has no connection to give says so without a state. */
    private static Optional<ErrorCode> ofState(@Nullable String state) {
        if (DISK_FULL.equals(state)) {
            return Optional.of(ErrorCode.STORAGE_FULL);
        }
        boolean away = state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
        return away ? Optional.of(ErrorCode.UNAVAILABLE) : Optional.empty();
    }
}
