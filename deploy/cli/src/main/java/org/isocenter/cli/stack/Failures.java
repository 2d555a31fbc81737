package org.isocenter.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Outage;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong around a stack into one sentence with a code. */
public final class Failures {
    private static final String DISK_FULL = "No space left on device";
    private static final String NO_NAMESPACE = "unshare failed";
    private static final long ROOM_FOR_A_SENTENCE = 1 << 16;

    private Failures() {}

    /** A file that could not be read or written: a full disk is told apart from a broken folder. */
    public static PlatformException folder(String what, IOException cause) {
        if (isFull(cause.getMessage())) {
            return full(cause);
        }
        return new PlatformException(
                ErrorCode.STATE_FOLDER_BROKEN,
                "The state folder cannot be used: %s (%s)."
                        .formatted(what, cause.getClass().getSimpleName()),
                cause);
    }

    /** A part that did not start; a full disk or a missing right, if its log says so. */
    static PlatformException start(Part part, String what, Path log) {
        String said = tail(log);
        if (isFull(said) || hasNoRoom(log)) {
            return full(null);
        }
        if (said.contains(NO_NAMESPACE)) {
            return new PlatformException(
                    ErrorCode.START_FAILED,
                    "PostgreSQL refuses to run as root, and this system does not let it be run otherwise; start Isocenter as an ordinary user.");
        }
        return new PlatformException(
                ErrorCode.START_FAILED, "%s %s; its log is %s.".formatted(capital(part.title()), what, log));
    }

    /** A database that cannot be set up; one that ran out of room gives back what it had begun to write, so that the disk no longer shows it. */
    static PlatformException database(SQLException cause, Path log) {
        if (Outage.codeOf(cause).equals(Optional.of(ErrorCode.STORAGE_FULL))) {
            return full(cause);
        }
        return new PlatformException(
                ErrorCode.START_FAILED,
                "PostgreSQL could not be set up (SQLSTATE %s); its log is %s.".formatted(cause.getSQLState(), log),
                cause);
    }

    /** Whatever broke on a disk without room broke for want of it. */
    static RuntimeException during(RuntimeException failure, StateFolder folder) {
        return hasNoRoom(folder.root()) ? full(failure) : failure;
    }

    /** A log that has no room cannot say so. */
    private static boolean hasNoRoom(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace() < ROOM_FOR_A_SENTENCE;
        } catch (IOException e) {
            return false;
        }
    }

    private static PlatformException full(@Nullable Throwable cause) {
        String sentence =
                "The disk of the state folder is full; free space or choose another folder with ISOCENTER_HOME.";
        return cause == null
                ? new PlatformException(ErrorCode.STORAGE_FULL, sentence)
                : new PlatformException(ErrorCode.STORAGE_FULL, sentence, cause);
    }

    /** Whether the reason is a disk without room. */
    public static boolean isDiskFull(IOException failure) {
        return isFull(failure.getMessage());
    }

    private static boolean isFull(@Nullable String text) {
        return text != null && text.contains(DISK_FULL);
    }

    private static String tail(Path log) {
        try {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            return text.substring(Math.max(0, text.length() - 20_000));
        } catch (IOException e) {
            return "";
        }
    }

    private static String capital(String title) {
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}
