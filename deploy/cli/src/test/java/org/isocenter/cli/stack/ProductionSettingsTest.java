package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.isocenter.platform.testing.HospitalCa;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of {@code docs/production.md}, taken from the page itself, on the same jar with nothing else changed. */
@Tag("stack")
class ProductionSettingsTest {
    private static final Pattern SETTINGS = Pattern.compile("(?s)```properties\n(.*?)```");

    @TempDir
    Path folder;

    @Test
    void database_issuer_and_server_are_reached_over_tls_of_the_hospitals_own_authority() throws Exception {
        Kit kit = Kit.at(SharedData.root());
        new KitPreparation(kit, line -> {}).prepare();
        StateFolder home = new StateFolder(folder.resolve("home"));
        home.prepare();
        Secrets secrets = Secrets.findOrMake(home);
        HospitalCa ca = HospitalCa.in(folder);
        ca.issue("server");
        Ports ports = Ports.anyFree().reserve();
        Postgres postgres = new Postgres(kit, home, secrets);
        List<Process> processes = new ArrayList<>();
        try {
            startDatabase(postgres, home, ca, ports);
            int issuer = Ports.anyFree().reserve().http();
            processes.add(startKeycloak(new Keycloak(kit, home, secrets), ca, ports, issuer));
            int https = Ports.anyFree().reserve().worker();
            processes.add(startServer(kit, secrets, ca, ports, issuer, https));
            HttpClient client = HttpClient.newBuilder().sslContext(ca.context()).build();
            awaitUp(client, "https://localhost:%d/q/health".formatted(https));
            awaitUp(client, "https://localhost:%d/realms/isocenter".formatted(issuer));
            String token = token(client, issuer, secrets);
            assertThat(get(client, "https://localhost:%d/api/v1/status".formatted(https), token)
                            .statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(
                            () -> get(HttpClient.newHttpClient(), "https://localhost:%d/q/health".formatted(https), ""))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> get(client, "http://localhost:%d/q/health".formatted(ports.http()), ""))
                    .isInstanceOf(ConnectException.class);
            assertThat(sessionsWithoutTls(postgres, ports)).isZero();
        } finally {
            processes.forEach(ProductionSettingsTest::end);
            postgres.stop();
        }
    }

    private static void startDatabase(Postgres postgres, StateFolder home, HospitalCa ca, Ports ports)
            throws IOException {
        postgres.create();
        Files.writeString(
                home.database().resolve("postgresql.conf"),
                "ssl = on\nssl_cert_file = '%s'\nssl_key_file = '%s'\n"
                        .formatted(ca.certificate("server"), ca.key("server")),
                StandardOpenOption.APPEND);
        postgres.start(ports.database());
        postgres.databases(ports.database());
    }

    private Process startKeycloak(Keycloak keycloak, HospitalCa ca, Ports ports, int https) throws IOException {
        keycloak.layOutHome();
        keycloak.layOutRealm();
        List<String> command = new ArrayList<>(keycloak.command(ports));
        command.removeIf(word -> word.startsWith("--hostname=") || word.equals("--http-enabled=true"));
        command.addAll(List.of(
                "--hostname=https://localhost:" + https,
                "--https-port=" + https,
                "--https-certificate-file=" + ca.certificate("server"),
                "--https-certificate-key-file=" + ca.key("server")));
        return start(command, keycloak.environment(ports), folder, "keycloak.log");
    }

    private Process startServer(Kit kit, Secrets secrets, HospitalCa ca, Ports ports, int issuer, int https)
            throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.createDirectories(work.resolve("config"));
        Files.writeString(
                work.resolve("config/application.properties"),
                settings()
                                .replace("db.hospital.example:5432", "localhost:" + ports.database())
                                .replace("login.hospital.example", "localhost:" + issuer)
                                .replace(
                                        "/etc/isocenter/hospital-ca.pem",
                                        ca.authority().toString())
                                .replace(
                                        "/etc/isocenter/server.pem",
                                        ca.certificate("server").toString())
                                .replace(
                                        "/etc/isocenter/server.key",
                                        ca.key("server").toString())
                                .replace("/srv/isocenter", folder.resolve("srv").toString())
                                .replace("isocenter.dicom.port=11112", "isocenter.dicom.port=" + ports.dicom())
                                .replace("isocenter.dicom.tls-port=2762", "isocenter.dicom.tls-port=0")
                                .replace("ssl-port=8443", "ssl-port=" + https)
                        + "quarkus.http.port=" + ports.http() + "\n");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                kit.server().resolve("quarkus-run.jar").toString());
        return start(command, Map.of("QUARKUS_DATASOURCE_PASSWORD", secrets.isocenter()), work, "server.log");
    }

    /** All blocks of settings that the page shows. */
    private static String settings() throws IOException {
        Matcher blocks = SETTINGS.matcher(Files.readString(SharedData.root().resolve("docs/production.md")));
        StringBuilder all = new StringBuilder();
        while (blocks.find()) {
            all.append(blocks.group(1));
        }
        assertThat(all.toString()).contains("quarkus.datasource.jdbc.url", "quarkus.tls.", "isocenter.roles=");
        return all.toString();
    }

    private static Process start(List<String> command, Map<String, String> environment, Path work, String log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(log).toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void awaitUp(HttpClient client, String url) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> get(client, url, "").statusCode() == 200);
    }

    private static HttpResponse<String> get(HttpClient client, String url, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(HttpClient client, int issuer, Secrets secrets)
            throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=isocenter-cli&username=auditor&password="
                + secrets.users().get("auditor");
        URI url = URI.create("https://localhost:%d/realms/isocenter/protocol/openid-connect/token".formatted(issuer));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(body).get("access_token").asText();
    }

    private static int sessionsWithoutTls(Postgres postgres, Ports ports) throws Exception {
        try (Connection connection = postgres.superuser(ports.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*) filter (where not ssl), count(*) from pg_stat_ssl
                        join pg_stat_activity using (pid) where usename = 'isocenter'""")) {
            row.next();
            assertThat(row.getInt(2)).isPositive();
            return row.getInt(1);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
