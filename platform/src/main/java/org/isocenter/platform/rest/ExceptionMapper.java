package org.isocenter.platform.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.Outage;
import org.isocenter.platform.error.PlatformException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where failures become HTTP: problem details with a code, and no word of the input in the log. */
class ExceptionMapper {
    private static final Logger LOG = Logger.getLogger(ExceptionMapper.class);
    private static final int RETRY_SECONDS = 30;

    @ServerExceptionMapper
    Response refused(PlatformException failure) {
        int status = HttpStatus.of(failure.code());
        Problem problem = Problem.of(failure.code(), status, String.valueOf(failure.getMessage()));
        Response answer = answer(status >= 500 ? logged(problem, failure) : problem);
        return isPassing(status)
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                        .build()
                : answer;
    }

    /** Whether the same request may succeed later. */
    private static boolean isPassing(int status) {
        return status == 503 || status == 507;
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException failure) {
        List<String> violations = failure.getConstraintViolations().stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .toList();
        return answer(badRequest("the request breaks the rules of its fields").withViolations(violations));
    }

    /** Records refuse malformed values this way; anyone else's illegal argument is a fault of ours. */
    @ServerExceptionMapper
    Response illegal(IllegalArgumentException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("org.isocenter.");
        return ours ? answer(badRequest(String.valueOf(failure.getMessage()))) : unexpected(failure);
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException failure) {
        return answer(badRequest("the body is not the JSON document that the interface describes"));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthenticated() {
        Problem problem = Problem.of(ErrorCode.NOT_AUTHENTICATED, 401, "send a valid bearer token of this audience");
        return Response.fromResponse(answer(problem))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return answer(Problem.of(ErrorCode.FORBIDDEN, 403, "none of your roles allows this"));
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        Problem problem = Problem.of(
                HttpStatus.codeOf(status),
                status,
                failure.getResponse().getStatusInfo().getReasonPhrase());
        return answer(status >= 500 ? logged(problem, failure) : problem);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        Optional<ErrorCode> outage = Outage.codeOf(failure);
        if (outage.isPresent()) {
            return refused(new PlatformException(outage.get(), outage.get().advice(), failure));
        }
        Problem problem =
                Problem.of(ErrorCode.INTERNAL, 500, "something broke that should not; tell support the reference");
        return answer(logged(problem, failure));
    }

    private static Problem badRequest(String detail) {
        return Problem.of(ErrorCode.BAD_REQUEST, 400, detail);
    }

    /** The class and place of a fault are logged; its message may quote the input and is not. */
    private static Problem logged(Problem problem, Throwable failure) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf("%s %s: %s", problem.code(), reference, Faults.describe(failure));
        return problem.withReference(reference);
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
