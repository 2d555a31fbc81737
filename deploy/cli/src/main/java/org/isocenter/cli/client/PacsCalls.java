package org.isocenter.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The archives that a project pulls from. */
public final class PacsCalls {
    private final Http http;

    PacsCalls(Http http) {
        this.http = http;
    }

    /** Over associations; {@code retrieve} is {@code MOVE} or {@code GET}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Dimse(
            String aeTitle,
            String host,
            int port,
            boolean tls,
            @Nullable String retrieve) {}

    /** Over DICOMweb; {@code credentials} is {@code env:NAME} or {@code file:NAME}, read by the server. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Dicomweb(String url, @Nullable String credentials) {}

    /** How an archive may be loaded; what is null is left to the server. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(
            @Nullable String window,
            @Nullable String zone,
            @Nullable Double rate,
            @Nullable Integer associations,
            @Nullable Integer findLimit,
            @Nullable Integer retries) {}

    /** An archive: one way to it, and how it may be loaded. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pacs(
            String name,
            @Nullable Dimse dimse,
            @Nullable Dicomweb dicomweb,
            @Nullable Limits limits) {}

    /** How long an archive took to answer. */
    public record Echo(long milliseconds) {}

    /** A study of an archive, under the UID that it will have here. */
    public record Study(String study, String date, List<String> modalities, String description, int instances) {}

    /** What an archive has; not complete where there is more. */
    public record Found(List<Study> studies, boolean complete) {}

    public Pacs add(String project, Pacs wish) {
        return http.post(path(project), wish, Pacs.class);
    }

    public List<Pacs> list(String project) {
        return http.list(path(project), Pacs.class);
    }

    public void remove(String project, String name) {
        http.delete(path(project) + "/" + Http.encode(name));
    }

    public Echo echo(String project, String name) {
        return http.post(path(project) + "/" + Http.encode(name) + "/echo", null, Echo.class);
    }

    /** Studies that meet a query, which has the parameters of a PULL job. */
    public Found find(String project, String name, Map<String, Object> query) {
        return http.post(path(project) + "/" + Http.encode(name) + "/find", query, Found.class);
    }

    private static String path(String project) {
        return ProjectCalls.path(project) + "/pacs";
    }
}
