package org.isocenter.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Flags of curation and decisions about them. */
public final class CurationCalls {
    private final Http http;

    CurationCalls(Http http) {
        this.http = http;
    }

    /** A reason to look at a frame; {@code frame} counts from 0. */
    public record Flag(
            UUID id,
            UUID job,
            String sopInstanceUid,
            int frame,
            String issue,
            double score,
            String reason,
            Map<String, Object> evidence) {}

    /** A steward's answer: {@code KEEP} or {@code EXCLUDE}. */
    public record Decision(UUID flag, String verdict, String by, String comment, Instant at) {}

    private record NewDecision(String verdict, String comment) {}

    /** All flags of a project, or those of one issue such as {@code NEAR_DUPLICATE}. */
    public List<Flag> flags(String project, Optional<String> issue) {
        return http.pages(
                ProjectCalls.path(project) + "/flags?limit=1000"
                        + issue.map(each -> "&issue=" + Http.encode(each)).orElse(""),
                Flag.class);
    }

    public Decision decide(UUID flag, String verdict, String comment) {
        return http.post("/api/v1/flags/" + flag + "/decisions", new NewDecision(verdict, comment), Decision.class);
    }
}
