package org.isocenter.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.isocenter.cli.stack.StackStatus.DatabaseState;
import org.isocenter.cli.stack.StackStatus.DicomState;
import org.isocenter.cli.stack.StackStatus.ServerState;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/** Asks each part of a stack whether it is well; changes nothing. */
final class StatusProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SUCCESS = 0;

    private final Kit kit;
    private final StateFolder folder;
    private final LocalApi api = new LocalApi();

    StatusProbe(Kit kit, StateFolder folder) {
        this.kit = kit;
        this.folder = folder;
    }

    /** Where a process of the server says whether it is well. */
    static String health(int port) {
        return "http://localhost:%d/q/health".formatted(port);
    }

    /** Whether the listener answers a C-ECHO for the first project. */
    static boolean echoes(int port) {
        Requestor.Peer peer = new Requestor.Peer("127.0.0.1", port, FirstProject.AE_TITLE, "ISOCENTER-CLI", PATIENCE);
        try (Requestor requestor = Requestor.open(peer, List.of(Requestor.verification()))) {
            return requestor.echo() == SUCCESS;
        } catch (IOException e) {
            return false;
        }
    }

    StackStatus status() {
        Optional<StackRecord> running = Stack.running(folder);
        if (running.isEmpty()) {
            return down();
        }
        Ports ports = running.get().ports();
        Optional<JsonNode> counts = counts(ports);
        return new StackStatus(
                folder.root().toString(),
                state(Part.SERVER, "http://localhost:" + ports.http(), health(ports.http())),
                new DicomState(ports.dicom(), FirstProject.AE_TITLE, echoes(ports.dicom())),
                state(Part.KEYCLOAK, "http://localhost:" + ports.keycloak(), Keycloak.realm(ports)),
                database(ports),
                state(Part.WORKER, "http://localhost:" + ports.worker(), health(ports.worker())),
                counts.map(answer -> answer.get("ingest")).orElse(null),
                counts.map(answer -> answer.path("version").asText()).orElse("unknown"));
    }

    private StackStatus down() {
        return new StackStatus(
                folder.root().toString(),
                silent(Part.SERVER),
                new DicomState(null, FirstProject.AE_TITLE, false),
                silent(Part.KEYCLOAK),
                new DatabaseState(null, false, null, folder.log(Part.DATABASE).toString()),
                silent(Part.WORKER),
                null,
                "unknown");
    }

    private ServerState silent(Part part) {
        return new ServerState(null, false, null, folder.log(part).toString());
    }

    private ServerState state(Part part, String url, String health) {
        @Nullable
        Long pid = new Supervisor(folder).child(part).map(ProcessMark::pid).orElse(null);
        return new ServerState(
                url, pid != null && api.isUp(health), pid, folder.log(part).toString());
    }

    private DatabaseState database(Ports ports) {
        Optional<Postgres> postgres = Secrets.find(folder).map(secrets -> new Postgres(kit, folder, secrets));
        return new DatabaseState(
                ports.database(),
                postgres.filter(database -> database.answers(ports.database())).isPresent(),
                postgres.flatMap(Postgres::postmaster).map(ProcessMark::pid).orElse(null),
                folder.log(Part.DATABASE).toString());
    }

    /** What the server counts, where it and Keycloak answer. */
    private Optional<JsonNode> counts(Ports ports) {
        try {
            return Secrets.find(folder)
                    .map(secrets -> new LocalLogin().connect(ports, secrets, "researcher"))
                    .map(server -> api.send(
                            "GET",
                            server.url() + "/api/v1/status",
                            server.token().get(),
                            null))
                    .filter(answer -> answer.status() == 200)
                    .map(LocalApi.Answer::body);
        } catch (PlatformException e) {
            return Optional.empty(); // a part does not answer, which its own line says
        }
    }
}
