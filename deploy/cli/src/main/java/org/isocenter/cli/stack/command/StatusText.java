package org.isocenter.cli.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.isocenter.cli.stack.StackStatus;
import org.isocenter.cli.stack.StackStatus.ServerState;
import org.jspecify.annotations.Nullable;

/** A status as people and as programs read it. */
final class StatusText {
    private StatusText() {}

    static String json(StackStatus status) throws JsonProcessingException {
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status);
    }

    static String table(StackStatus status) {
        return String.join(
                System.lineSeparator(),
                List.of(
                        line(
                                "server",
                                status.server().healthy(),
                                status.server().url()),
                        line("dicom", status.dicom().healthy(), dicom(status)),
                        line("worker", status.worker().healthy(), url(status.worker())),
                        line("keycloak", status.keycloak().healthy(), url(status.keycloak())),
                        line(
                                "database",
                                status.database().healthy(),
                                port(status.database().port())),
                        "state     " + status.home()));
    }

    private static String line(String name, boolean healthy, @Nullable String where) {
        return "%-9s %-11s %s"
                .formatted(name, healthy ? "healthy" : "not healthy", where == null ? "" : where)
                .stripTrailing();
    }

    private static String url(ServerState state) {
        return state.url() == null ? "" : state.url();
    }

    private static String dicom(StackStatus status) {
        return status.dicom().port() == null
                ? ""
                : "port %d, AE title %s"
                        .formatted(status.dicom().port(), status.dicom().aeTitle());
    }

    private static String port(@Nullable Integer port) {
        return port == null ? "" : "port " + port;
    }
}
