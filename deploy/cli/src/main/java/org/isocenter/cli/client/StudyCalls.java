package org.isocenter.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** De-identified studies and the pictures of their frames. */
public final class StudyCalls {
    private final Http http;

    StudyCalls(Http http) {
        this.http = http;
    }

    /** A study. */
    public record Study(
            String studyInstanceUid,
            String patient,
            List<String> modalities,
            int series,
            int instances,
            Map<String, Object> headers) {}

    /** An instance with one or more frames. */
    public record Instance(
            String sopInstanceUid,
            String seriesInstanceUid,
            String studyInstanceUid,
            String patient,
            String modality,
            int frames,
            Map<String, Object> headers) {}

    public List<Study> list(String project) {
        return http.pages(ProjectCalls.path(project) + "/studies?limit=1000", Study.class);
    }

    public List<Instance> instances(String project, String study) {
        return http.pages(
                ProjectCalls.path(project) + "/studies/" + Http.encode(study) + "/instances?limit=1000",
                Instance.class);
    }

    public Instance instance(String project, String instance) {
        return http.get(ProjectCalls.path(project) + "/instances/" + Http.encode(instance), Instance.class);
    }

    /**
     * A frame as PNG; each look is audited.
     *
     * @param frame counted from 1
     * @param overlay a label set whose mask is laid over it
     */
    public byte[] rendered(String project, String instance, int frame, Optional<UUID> overlay) {
        String path = ProjectCalls.path(project) + "/instances/" + Http.encode(instance) + "/frames/" + frame
                + "/rendered" + overlay.map(set -> "?overlay=" + set).orElse("");
        try (InputStream in = http.open(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
