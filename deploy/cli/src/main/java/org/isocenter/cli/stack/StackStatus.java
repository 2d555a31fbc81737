package org.isocenter.cli.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs where and whether it is well; the form of {@code status --json}.
 *
 * @param home the state folder
 * @param ingest counts of what came in; absent where the server does not answer
 * @param version of the server; {@code unknown} where it does not answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackStatus(
        String home,
        ServerState server,
        DicomState dicom,
        ServerState keycloak,
        DatabaseState database,
        ServerState worker,
        @Nullable JsonNode ingest,
        String version) {

    /** A part that speaks HTTP; without a process it does not run. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServerState(
            @Nullable String url, boolean healthy, @Nullable Long pid, String log) {}

    /** The DICOM listener of the server. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DicomState(@Nullable Integer port, String aeTitle, boolean healthy) {}

    /** PostgreSQL. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DatabaseState(
            @Nullable Integer port,
            boolean healthy,
            @Nullable Long pid,
            String log) {}

    /** Whether all of it is well. */
    @JsonIgnore
    public boolean isHealthy() {
        return List.of(server.healthy(), dicom.healthy(), keycloak.healthy(), database.healthy(), worker.healthy())
                .stream()
                .allMatch(Boolean::booleanValue);
    }

    /** Whether none of it has a process. */
    @JsonIgnore
    public boolean isDown() {
        return server.pid() == null && keycloak.pid() == null && database.pid() == null && worker.pid() == null;
    }
}
