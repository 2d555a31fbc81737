package org.isocenter.cli.client;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes projects and patients for good. */
public final class PurgeCalls {
    private final Http http;

    PurgeCalls(Http http) {
        this.http = http;
    }

    /** A frozen cohort version that loses members. */
    public record LessenedVersion(UUID id, String cohort, int number, String sha256, long lost) {}

    /** An encoder or head that has seen what is deleted, and how. */
    public record Seen(UUID id, String name, List<UUID> cohortVersions, List<String> partitions, List<UUID> through) {}

    /** What went, or would go, and who has seen it. */
    public record Purge(
            String project,
            @Nullable String patient,
            boolean dryRun,
            Map<String, Long> removed,
            List<LessenedVersion> cohortVersions,
            List<Seen> encoders,
            List<Seen> heads) {}

    /** What a deletion of a project would take. */
    public Purge planProject(String project) {
        return http.delete(ProjectCalls.path(project) + "?dryRun=true", Purge.class);
    }

    /** Deletes a project; {@code confirm} is its name again. */
    public Purge project(String project, String confirm) {
        return http.delete(ProjectCalls.path(project) + "?confirm=" + Http.encode(confirm), Purge.class);
    }

    /** What a deletion of a patient would take. */
    public Purge planPatient(String project, String pseudonym) {
        return http.delete(path(project, pseudonym) + "?dryRun=true", Purge.class);
    }

    /** Deletes a patient; {@code confirm} is the pseudonym again. */
    public Purge patient(String project, String pseudonym, String confirm) {
        return http.delete(path(project, pseudonym) + "?confirm=" + Http.encode(confirm), Purge.class);
    }

    private static String path(String project, String pseudonym) {
        return ProjectCalls.path(project) + "/patients/" + Http.encode(pseudonym);
    }
}
