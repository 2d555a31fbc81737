package org.isocenter.platform.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** The place where a page ended, as an opaque word. */
final class Cursor {
    private Cursor() {}

    static String of(Object... parts) {
        String json =
                Json.write(java.util.Arrays.stream(parts).map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    /** The parts again; {@code BAD_REQUEST} for a word that is not ours. */
    static List<String> parts(String cursor, int count) {
        try {
            List<String> parts = Json.list(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    private static PlatformException invalid(@org.jspecify.annotations.Nullable Exception cause) {
        String message = "the cursor is not one that a page before gave; leave it out to start again";
        return cause == null
                ? new PlatformException(ErrorCode.BAD_REQUEST, message)
                : new PlatformException(ErrorCode.BAD_REQUEST, message, cause);
    }
}
