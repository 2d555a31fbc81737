package org.isocenter.cli.client;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** What is asked with a release; rectangles of frames counted from 1, or of all frames. */
    public record Release(String decision, List<Rectangle> rectangles) {}

    /** A rectangle of pixels; x1 and y1 are the first column and row beyond. */
    public record Rectangle(@Nullable Integer frame, int x0, int y0, int x1, int y1) {}

    /** Writes a picture of a frame, counted from 1, to a file and returns its bytes. */
    public long preview(String project, String id, int frame, Path file) {
        return http.save(path(project) + "/" + Http.encode(id) + "/preview?frame=" + frame, file);
    }

    public Requeued release(String project, String id, Release decision) {
        return http.post(path(project) + "/" + Http.encode(id) + "/release", decision, Requeued.class);
    }

    public void discard(String project, String id) {
        http.delete(path(project) + "/" + Http.encode(id));
    }

    private static String path(String project) {
        return ProjectCalls.path(project) + "/quarantine";
    }
}
