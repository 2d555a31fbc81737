package org.isocenter.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What waits in quarantine. */
public final class QuarantineCalls {
    private final Http http;

    QuarantineCalls(Http http) {
        this.http = http;
    }

    /** An object that waits: why, since when, and the kind and shape of its image. */
    public record Held(String id, String code, String reason, Instant since, Map<String, String> headers) {}

    /** How a requeued object ended: {@code STORED}, {@code DUPLICATE} or {@code QUARANTINED}. */
    public record Requeued(String fate) {}

    public List<Held> list(String project) {
        return http.list(path(project), Held.class);
    }

    public Requeued requeue(String project, String id) {
        return http.post(path(project) + "/" + Http.encode(id) + "/requeue", null, Requeued.class);
    }

    public void discard(String project, String id) {
        http.delete(path(project) + "/" + Http.encode(id));
    }

    private static String path(String project) {
        return ProjectCalls.path(project) + "/quarantine";
    }
}
