package org.isocenter.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** A server's refusal: its problem details (RFC 9457) as one sentence and a code. */
public final class ServerProblem extends PlatformException {
    private static final long serialVersionUID = 1L;

    private ServerProblem(ErrorCode code, String message) {
        super(code, message);
    }

    static ServerProblem of(int status, byte[] body) {
        JsonNode problem = parse(body);
        ErrorCode code = code(problem.path("code").asText()).orElseGet(() -> codeOf(status));
        return new ServerProblem(code, sentence(problem, code));
    }

    /** An error code by its identifier, such as {@code ISO-004}. */
    static Optional<ErrorCode> code(String id) {
        return Arrays.stream(ErrorCode.values())
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    /** What happened, what the fields lacked, and under which reference the log has more. */
    private static String sentence(JsonNode problem, ErrorCode code) {
        String detail = problem.path("detail").asText(code.advice());
        String violations = StreamSupport.stream(problem.path("violations").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
        String reference = problem.path("reference").asText("");
        return detail
                + (violations.isEmpty() ? "" : ": " + violations)
                + (reference.isEmpty() ? "" : " (reference " + reference + ")");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Http.JSON.readTree(body);
        } catch (IOException e) {
            return Http.JSON.createObjectNode(); // something between us and the server answered
        }
    }

    /** A status without a code that this version knows. */
    private static ErrorCode codeOf(int status) {
        return switch (status) {
            case 401 -> ErrorCode.NOT_AUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.CONFLICT;
            case 503 -> ErrorCode.UNAVAILABLE;
            case 507 -> ErrorCode.STORAGE_FULL;
            default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
        };
    }
}
