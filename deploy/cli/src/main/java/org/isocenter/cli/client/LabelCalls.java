package org.isocenter.cli.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.cli.client.CohortCalls.Place;
import org.jspecify.annotations.Nullable;

/** Label schemes and label sets. */
public final class LabelCalls {
    private final Http http;

    LabelCalls(Http http) {
        this.http = http;
    }

    /** The words that labels may use; the kind is {@code CLASSIFICATION} or {@code SEGMENTATION}. */
    public record Scheme(UUID id, UUID project, String name, String kind, List<String> classes) {}

    /** A label set with the number of frames by class; the hash is there once it is frozen. */
    public record LabelSet(
            UUID id,
            UUID project,
            UUID scheme,
            String name,
            int version,
            boolean frozen,
            int labelled,
            Map<String, Long> classes,
            @Nullable String sha256) {}

    /** Which line of the label file, counted from 1, named a frame. */
    public record Row(int line, String sopInstanceUid, int frame) {}

    /** What an import made; the places go into the freezing of a cohort, the rows lead back to the file. */
    public record Imported(LabelSet labelSet, List<Place> places, List<Row> rows) {}

    private record NewScheme(String name, String kind, List<String> classes) {}

    public List<Scheme> schemes(String project) {
        return http.list(ProjectCalls.path(project) + "/label-schemes", Scheme.class);
    }

    public Scheme createScheme(String project, String name, String kind, List<String> classes) {
        return http.post(
                ProjectCalls.path(project) + "/label-schemes", new NewScheme(name, kind, classes), Scheme.class);
    }

    public List<LabelSet> sets(String project) {
        return http.list(ProjectCalls.path(project) + "/label-sets", LabelSet.class);
    }

    public LabelSet set(UUID labelSet) {
        return http.get("/api/v1/label-sets/" + labelSet, LabelSet.class);
    }

    /**
     * Opens the next version of a label set and fills it from a label file, all or nothing.
     *
     * @param scheme name or identifier
     * @param name of the set
     * @param csv the label file's bytes
     * @param masks the mask files by the relative paths under which the label file names them
     */
    public Imported importFile(String project, String scheme, String name, byte[] csv, Map<String, Path> masks) {
        String boundary = "isocenter-" + UUID.randomUUID();
        List<BodyPublisher> body = new ArrayList<>();
        field(body, boundary, "name=\"scheme\"", "text/plain; charset=UTF-8", ImportCalls.text(scheme));
        field(body, boundary, "name=\"name\"", "text/plain; charset=UTF-8", ImportCalls.text(name));
        field(body, boundary, "name=\"labels\"; filename=\"labels.csv\"", "text/csv", BodyPublishers.ofByteArray(csv));
        masks.forEach((path, file) -> field(
                body,
                boundary,
                "name=\"masks\"; filename=\"%s\"".formatted(path.replace("\"", "%22")),
                "application/octet-stream",
                ImportCalls.file(file)));
        body.add(ImportCalls.text("--" + boundary + "--\r\n"));
        return http.post(
                ProjectCalls.path(project) + "/label-sets",
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(body.toArray(BodyPublisher[]::new)),
                Imported.class);
    }

    /** Closes a set for ever and fixes its hash. */
    public LabelSet freeze(UUID labelSet) {
        return http.post("/api/v1/label-sets/" + labelSet + "/freeze", null, LabelSet.class);
    }

    private static void field(
            List<BodyPublisher> body, String boundary, String disposition, String type, BodyPublisher content) {
        body.add(ImportCalls.text("--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, disposition, type)));
        body.add(content);
        body.add(ImportCalls.text("\r\n"));
    }
}
