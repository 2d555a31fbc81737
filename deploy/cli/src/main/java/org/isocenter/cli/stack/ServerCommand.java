package org.isocenter.cli.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the two processes of the server's jar are started: one for people and modalities, one that works. */
final class ServerCommand {
    private static final int SERVER_HEAP_MIB = 1536;
    private static final int WORKER_HEAP_MIB = 1024; // most of a worker's memory is native

    private final Kit kit;
    private final StateFolder folder;
    private final Secrets secrets;
    private final Ports ports;

    ServerCommand(Kit kit, StateFolder folder, Secrets secrets, Ports ports) {
        this.kit = kit;
        this.folder = folder;
        this.secrets = secrets;
        this.ports = ports;
    }

    /** The roles api and dicom. */
    List<String> server() {
        return common(SERVER_HEAP_MIB, "api,dicom", ports.http())
                .option("-XX:+UseSerialGC") // half the memory of the others at the same speed
                .option("-Xms256m")
                .option("-Xmn160m") // an object's pixels die young: room for some dozens of them between two
                // collections
                .property("isocenter.dicom.port", ports.dicom())
                .run("-jar", jar());
    }

    /** The role worker. */
    List<String> worker() {
        return common(WORKER_HEAP_MIB, "worker", ports.worker())
                .property(
                        "quarkus.log.category.\"org.flywaydb\".level",
                        "WARN") // it asks often while it waits for the schema
                .run("-jar", jar());
    }

    /** What must not stand on a command line, where everyone could read it. */
    Map<String, String> environment() {
        return Map.of("QUARKUS_DATASOURCE_PASSWORD", secrets.isocenter());
    }

    /** The same, and memory for tensors that is kept from step to step; the system zeroes what it is asked for anew. */
    Map<String, String> workerEnvironment() {
        Map<String, String> all = new HashMap<>(environment());
        all.putAll(JavaCommand.KEPT_MEMORY);
        return all;
    }

    private JavaCommand common(int heapMiB, String roles, int port) {
        return new JavaCommand(heapMiB)
                .property("isocenter.home", folder.root())
                .property("isocenter.roles", roles)
                .property("quarkus.http.host", "127.0.0.1")
                .property("quarkus.http.port", port)
                .property(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://127.0.0.1:%d/isocenter".formatted(ports.database()))
                .property("quarkus.datasource.username", "isocenter")
                .property("quarkus.oidc.auth-server-url", Keycloak.realm(ports));
    }

    private String jar() {
        return kit.server().resolve("quarkus-run.jar").toString();
    }
}
