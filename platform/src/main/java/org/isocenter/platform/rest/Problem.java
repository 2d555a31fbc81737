package org.isocenter.platform.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.isocenter.platform.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A failure as problem details (RFC 9457).
 *
 * @param type a URN of the error code
 * @param title the code's advice
 * @param status the HTTP status
 * @param detail what was expected, what came, what to do
 * @param code such as {@code ISO-104}
 * @param name such as {@code UNSUPPORTED_TRANSFER_SYNTAX}
 * @param reference under which the log has more; only for faults of Isocenter itself
 * @param violations fields of the request that were refused
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String name,
        @Nullable String reference,
        List<String> violations) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ErrorCode code, int status, String detail) {
        return new Problem(
                "urn:isocenter:error:" + code.id(),
                code.advice(),
                status,
                detail,
                code.id(),
                code.name(),
                null,
                List.of());
    }

    Problem withReference(String reference) {
        return new Problem(type, title, status, detail, code, name, reference, violations);
    }

    Problem withViolations(List<String> violations) {
        return new Problem(type, title, status, detail, code, name, reference, violations);
    }
}
