package org.isocenter.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.platform.blob.DurableFiles;

/** Keycloak, built for PostgreSQL beforehand and started as it is; its realm and the local users come in at its first start. */
final class Keycloak {
    private static final int HEAP_MIB = 512;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kit kit;
    private final StateFolder folder;
    private final Secrets secrets;

    Keycloak(Kit kit, StateFolder folder, Secrets secrets) {
        this.kit = kit;
        this.folder = folder;
        this.secrets = secrets;
    }

    /** Where the realm's pages and keys are; tokens name it as their issuer. */
    static String realm(Ports ports) {
        return "http://localhost:%d/realms/isocenter".formatted(ports.keycloak());
    }

    /** The command that starts it. */
    List<String> command(Ports ports) {
        return new JavaCommand(HEAP_MIB)
                .option("-XX:MetaspaceSize=96M")
                .option("-XX:TieredStopAtLevel=1") // starts with a third of the work; on one machine few log in
                .option("--add-opens=java.base/java.util=ALL-UNNAMED")
                .option("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
                .option("--add-opens=java.base/java.security=ALL-UNNAMED")
                .option("--add-opens=java.base/java.lang=ALL-UNNAMED")
                .option("--enable-native-access=ALL-UNNAMED")
                .property("kc.home.dir", folder.keycloak())
                .property("jboss.server.config.dir", folder.keycloak().resolve("conf"))
                .property("picocli.disable.closures", true)
                .run(
                        "-cp",
                        kit.keycloak().resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + ports.keycloak(),
                        "--hostname=http://localhost:" + ports.keycloak(),
                        "--db-url=jdbc:postgresql://127.0.0.1:%d/keycloak".formatted(ports.database()),
                        "--db-username=keycloak",
                        "--db-pool-max-size=20");
    }

    /** What must not stand on a command line, where everyone could read it. */
    Map<String, String> environment(Ports ports) {
        return Map.of(
                "KC_DB_PASSWORD",
                secrets.keycloak(),
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                secrets.keycloakAdmin(),
                "ISOCENTER_WEB_ORIGIN",
                "http://localhost:" + ports.http());
    }

    /** A home of its own, so that stacks share the built parts and nothing else. */
    void layOutHome() {
        try {
            DurableFiles.privateFolder(folder.keycloak());
            for (String part : List.of("bin", "conf", "lib", "providers", "themes")) {
                Path link = folder.keycloak().resolve(part);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, kit.keycloak().resolve(part));
            }
        } catch (IOException e) {
            throw Failures.folder("the folder of Keycloak cannot be written", e);
        }
    }

    /** Lays out the realm with the local users; Keycloak leaves a realm alone that it has already. */
    void layOutRealm() {
        Path file = importFile();
        try {
            ObjectNode realm = (ObjectNode) JSON.readTree(kit.realm().toFile());
            ArrayNode users = realm.withArrayProperty("users");
            LocalUser.ALL.forEach(user -> users.add(entry(user)));
            DurableFiles.privateFolder(file.getParent());
            Files.deleteIfExists(file);
            DurableFiles.write(file, JSON.writeValueAsBytes(realm));
        } catch (IOException e) {
            throw Failures.folder("the realm cannot be written", e);
        }
    }

    /** The passwords in it are needed once. */
    void removeRealm() {
        try {
            Files.deleteIfExists(importFile());
        } catch (IOException e) {
            throw Failures.folder("the realm file cannot be removed", e);
        }
    }

    private Path importFile() {
        return folder.keycloak().resolve("data/import/isocenter-realm.json");
    }

    private ObjectNode entry(LocalUser user) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("username", user.userName());
        entry.put("enabled", true);
        entry.put("email", user.userName() + "@example.org");
        entry.put("emailVerified", true);
        entry.put("firstName", user.userName());
        entry.put("lastName", "local");
        ObjectNode credential = entry.putArray("credentials").addObject();
        credential.put("type", "password");
        credential.put("value", secrets.users().get(user.userName()));
        credential.put("temporary", false);
        entry.putArray("realmRoles").add(user.role().token());
        return entry;
    }
}
