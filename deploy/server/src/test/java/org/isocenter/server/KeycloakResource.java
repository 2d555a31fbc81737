package org.isocenter.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.isocenter.platform.testing.SharedData;
import org.jspecify.annotations.Nullable;

/** A Keycloak of its own with Isocenter's realm and one user for each role. */
public class KeycloakResource implements QuarkusTestResourceLifecycleManager {
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final Map<String, String> ROLE_OF_USER = Map.of(
            "admin", "admin",
            "steward", "data-steward",
            "researcher", "researcher",
            "researcher2", "researcher",
            "radiologist", "radiologist",
            "adjudicator", "adjudicator",
            "auditor", "auditor",
            "pacs", "service");

    private static volatile String address = "";
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;

    /** A bearer token of a user by the client of the command line. */
    static String token(String user) {
        return token("isocenter", "isocenter-cli", user);
    }

    /** A token of the same user for another application: it lacks the audience. */
    static String tokenForElsewhere(String user) {
        return token("isocenter", "isocenter-elsewhere", user);
    }

    @Override
    public Map<String, String> start() {
        try {
            Path home = SharedData.root().resolve("deploy/server/target/keycloak/keycloak-26.7.3");
            Path realm = SharedData.root().resolve("deploy/keycloak/isocenter-realm.json");
            Files.createDirectories(home.resolve("data/import"));
            Files.copy(realm, home.resolve("data/import/isocenter-realm.json"), StandardCopyOption.REPLACE_EXISTING);
            int port = freePort();
            address = "http://127.0.0.1:" + port;
            process = launch(home, port);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> get(address + "/realms/isocenter") == 200);
            String administrator = token("master", "admin-cli", "root");
            ROLE_OF_USER.forEach((user, role) -> addUser(administrator, user, role));
            return Map.of("quarkus.oidc.auth-server-url", address + "/realms/isocenter");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            await(running);
        }
    }

    private static Process launch(Path home, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "sh",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "root");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"); // starts with a third of the work
        File log = home.resolve("keycloak.log").toFile();
        return builder.redirectErrorStream(true).redirectOutput(log).start();
    }

    private void addUser(String administrator, String user, String role) {
        String users = address + "/admin/realms/isocenter/users";
        HttpResponse<String> created = send(json(administrator, users)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"username": "%s", "enabled": true, "email": "%s@example.org", "emailVerified": true,
                         "firstName": "%s", "lastName": "Test",
                         "credentials": [{"type": "password", "value": "%s", "temporary": false}]}""".formatted(user, user, user, PASSWORD)))
                .build());
        String location = created.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException("Keycloak made no user: " + created.body()));
        String found = send(json(administrator, address + "/admin/realms/isocenter/roles/" + role)
                        .GET()
                        .build())
                .body();
        send(json(administrator, location + "/role-mappings/realm")
                .POST(HttpRequest.BodyPublishers.ofString("[" + found + "]"))
                .build());
    }

    private int get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET().build()).statusCode();
    }

    private static HttpRequest.Builder json(String token, String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static String token(String realm, String client, String user) {
        String form = Map.of("grant_type", "password", "client_id", client, "username", user, "password", PASSWORD)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        URI endpoint = URI.create(address + "/realms/" + realm + "/protocol/openid-connect/token");
        String body = new KeycloakResource()
                .send(HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build())
                .body();
        String marker = "\"access_token\":\"";
        int start = body.indexOf(marker);
        if (start < 0) {
            throw new IllegalStateException("Keycloak gave no token for " + user + ": " + body);
        }
        return body.substring(start + marker.length(), body.indexOf('"', start + marker.length()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void await(Process running) {
        try {
            running.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
