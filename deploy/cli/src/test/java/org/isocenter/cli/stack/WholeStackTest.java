package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.Server;
import org.isocenter.cli.command.ChainOfVerbs;
import org.isocenter.cli.command.NightOfVerbs;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.StackScript.Said;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeStackTest {
    private static final int MOST_RESIDENT_MIB = 3 * 1024;

    private Path parent = Path.of("/");
    private final LocalApi api = new LocalApi();
    private StackScript script = StackScript.of(Path.of("/"));
    private Said started = new Said(-1, "", "");

    @BeforeAll
    void up(@TempDir Path folder) {
        parent = folder;
        script = StackScript.of(parent.resolve("home"))
                .with("ISOCENTER_JAVA_OPTS", "-XX:+UseParallelGC -Xmx1111m -Disocenter.test=last");
        started = script.up();
    }

    @AfterAll
    void down() {
        script.call("down");
    }

    @Test
    void up_returns_when_all_of_it_is_well() throws IOException {
        assertThat(started.code()).as(started.err()).isEqualTo(ExitCode.DONE);
        JsonNode status = new ObjectMapper().readTree(started.out());
        for (String part : List.of("server", "dicom", "keycloak", "database", "worker")) {
            assertThat(status.at("/" + part + "/healthy").asBoolean()).as(part).isTrue();
        }
        assertThat(status.at("/dicom/aeTitle").asText()).isEqualTo("ISOCENTER");
        assertThat(status.at("/ingest/received").asLong()).isZero();
        assertThat(status.at("/version").asText()).startsWith("0.1");
        assertThat(api.isUp(status.at("/server/url").asText() + "/")).isTrue();
    }

    @Test
    void every_local_user_logs_in_and_works_in_the_first_project() {
        for (LocalUser user : LocalUser.ALL) {
            Server server = new LocalLogin().connect(script.home(), user.userName());
            String url = server.url() + "/api/v1/";
            assertThat(api.send("GET", url + "status", server.token().get(), null)
                            .status())
                    .as(user.userName())
                    .isEqualTo(200);
        }
        Server researcher = new LocalLogin().connect(script.home(), "researcher");
        JsonNode projects = api.send(
                        "GET",
                        researcher.url() + "/api/v1/projects",
                        researcher.token().get(),
                        null)
                .body();
        assertThat(projects.findValuesAsText("name")).containsExactly("default");
    }

    @Test
    void a_killed_worker_is_back_by_itself() throws IOException {
        long before = status().at("/worker/pid").asLong();
        ProcessMark.of(before).orElseThrow().end(true);
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
            JsonNode worker = status().at("/worker");
            return worker.path("healthy").asBoolean() && worker.path("pid").asLong() != before;
        });
    }

    @Test
    void no_password_stands_in_a_log_or_on_a_command_line() throws IOException {
        Secrets secrets = Secrets.find(new StateFolder(script.home())).orElseThrow();
        List<String> passwords = Stream.concat(
                        Stream.of(
                                secrets.databaseOwner(),
                                secrets.isocenter(),
                                secrets.keycloak(),
                                secrets.keycloakAdmin()),
                        secrets.users().values().stream())
                .toList();
        assertThat(script.processes()).hasSizeGreaterThanOrEqualTo(7);
        for (String line : script.processes()) {
            assertThat(passwords).noneMatch(line::contains);
        }
        try (Stream<Path> files = Files.walk(script.home())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(script.home().resolve("database")))
                    .filter(path -> !path.endsWith("secrets.json"))
                    .toList()) {
                String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(passwords).as(file.toString()).noneMatch(text::contains);
            }
        }
    }

    @Test
    void the_users_java_options_come_last_and_each_process_stays_small() throws IOException {
        for (String part : List.of("server", "worker", "keycloak")) {
            long pid = status().at("/" + part + "/pid").asLong();
            String line = StackScript.commandLine(pid);
            assertThat(line.indexOf("-Xmx1111m -Disocenter.test=last"))
                    .as(line)
                    .isGreaterThan(line.lastIndexOf("-XX:"))
                    .isGreaterThan(line.lastIndexOf("-Dquarkus"));
            assertThat(residentMebibytes(pid)).as(part).isBetween(50, MOST_RESIDENT_MIB);
        }
    }

    @Test
    void no_class_of_the_tensor_engine_is_loaded_beside_the_worker() throws Exception {
        long server = status().at("/server/pid").asLong();
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(server),
                        "VM.class_hierarchy")
                .redirectErrorStream(true)
                .start();
        String loaded = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).isZero();
        assertThat(loaded).contains("org.isocenter.platform").doesNotContain("ai.djl.");
        assertThat(Files.readString(Path.of("/proc/%d/maps".formatted(server)))).doesNotContain("libtorch");
    }

    @Test
    void a_port_in_use_is_named_and_nothing_is_left_behind() throws IOException {
        StackScript other = StackScript.of(parent.resolve("other"));
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Said said = other.call(
                    "up",
                    "--http-port=0",
                    "--dicom-port=0",
                    "--keycloak-port=0",
                    "--database-port=" + taken.getLocalPort());
            assertThat(said.code()).isEqualTo(ExitCode.NOT_DONE);
            assertThat(said.err())
                    .contains("ISO-600")
                    .contains("for PostgreSQL")
                    .contains("--database-port");
        }
        assertThat(other.processes()).isEmpty();
        assertThat(other.call("status").code()).isEqualTo(ExitCode.NOT_DONE);
    }

    @Test
    void a_part_that_cannot_start_takes_the_others_down_again() throws IOException {
        StackScript other = StackScript.of(parent.resolve("broken"));
        Files.createDirectories(other.home().resolve("config"));
        Files.writeString(
                other.home().resolve("config/application.properties"), "isocenter.dicom.ingest-threads=many\n");
        Said said = other.up();
        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.NOT_DONE);
        assertThat(said.err()).contains("ISO-603").contains("server.log").doesNotContain("\tat ");
        assertThat(other.processes()).isEmpty();
        assertThat(other.home().resolve("run/stack.json")).doesNotExist();
    }

    @Test
    void a_full_disk_is_told_and_nothing_is_left_behind() throws IOException {
        Path small = Files.createDirectory(parent.resolve("small"));
        StackScript other = StackScript.of(small.resolve("home"));
        Said said = other.callIn(
                ProcessMark.isRoot() ? List.of("unshare", "-m") : List.of("unshare", "-rm"),
                "mount -t tmpfs -o size=64m none " + small,
                "up");
        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.NOT_DONE);
        assertThat(said.err()).contains("ISO-107").contains("there are 6");
        assertThat(other.processes()).isEmpty();
    }

    /** After those that look at an untouched stack. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void the_verbs_take_images_all_the_way_to_a_head() throws IOException {
        new ChainOfVerbs(script.home(), Files.createDirectory(parent.resolve("verbs"))).run();
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void an_archive_is_pulled_from_and_a_plan_for_the_night_learns_from_what_came() throws Exception {
        int port = status().at("/dicom/port").asInt();
        new NightOfVerbs(script.home(), Files.createDirectory(parent.resolve("night")), port).run();
    }

    @Test
    void a_disk_that_fills_up_during_the_start_is_told_too() throws IOException {
        Path small = Files.createDirectory(parent.resolve("tight"));
        StackScript other = StackScript.of(small.resolve("home"));
        String fill = "mount -t tmpfs -o size=1100m none %1$s;"
                + " (until [ -e %1$s/home/secrets.json ]; do sleep 0.1; done; fallocate -l 1000m %1$s/most;"
                + " head -c 1100m /dev/zero > %1$s/filler) &";
        Said said = other.callIn(
                ProcessMark.isRoot() ? List.of("unshare", "-m") : List.of("unshare", "-rm"),
                fill.formatted(small) + " true",
                "up");
        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.NOT_DONE);
        assertThat(said.err()).contains("ISO-107");
        assertThat(other.processes()).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void down_stops_exactly_that_and_the_second_start_is_quick() throws IOException {
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            assertThat(script.call("down").code()).isEqualTo(ExitCode.DONE);
            assertThat(script.processes()).isEmpty();
            assertThat(bystander.isAlive()).isTrue();
            assertThat(script.call("down").err()).contains("Nothing was running");
        } finally {
            bystander.destroyForcibly();
        }
        long begin = System.nanoTime();
        Said again = script.up();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.DONE);
        assertThat(browserOrigin()).isEqualTo(status().at("/server/url").asText()); // another port than before
        // The promise is for a machine that does nothing else.
        double load = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage();
        double busy = Math.max(1, load / Runtime.getRuntime().availableProcessors() - 1);
        assertThat(took).isLessThan(Duration.ofMillis((long) (45_000 * busy)));
    }

    private String browserOrigin() throws IOException {
        String keycloak = status().at("/keycloak/url").asText();
        Secrets secrets = Secrets.find(new StateFolder(script.home())).orElseThrow();
        String token = api.form(
                        keycloak + "/realms/master/protocol/openid-connect/token",
                        java.util.Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                "admin",
                                "password",
                                secrets.keycloakAdmin()))
                .body()
                .path("access_token")
                .asText();
        String clients = keycloak + "/admin/realms/isocenter/clients?clientId=isocenter-web";
        return api.send("GET", clients, token, null)
                .body()
                .at("/0/webOrigins/0")
                .asText();
    }

    private JsonNode status() throws IOException {
        return new ObjectMapper().readTree(script.call("status", "--json").out());
    }

    private static int residentMebibytes(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc/%d/status".formatted(pid)));
        return Integer.parseInt(status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1")) / 1024;
    }
}
