package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.testing.PostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server on a file system that is really full, and with a PostgreSQL that is really stopped: each sender hears it, and all goes on afterwards. */
@QuarkusTest
@TestProfile(WholeServer.class)
class OutageServerTest {
    private static final int OUT_OF_RESOURCES = 0xA700;
    private static final int PROCESSING_FAILURE = 0x0110;
    /** Mounts a small file system on the state folder, fills most of it, and makes room once a file appears. */
    private static final String SMALL_DISK = """
            home=$0; room=$1; shift
            mount -t tmpfs -o size=1m tmpfs "$home" && head -c 700k /dev/zero > "$home/filler" || exit 9
            (while [ ! -e "$room" ]; do sleep 0.1; done; rm "$home/filler") &
            exec "$@"
            """;

    @Inject
    Projects projects;

    @Inject
    IngestLedger ledger;

    @Inject
    PlatformConfig config;

    @TempDir
    Path folder;

    @Test
    void a_full_disk_is_told_to_every_sender_and_what_was_acknowledged_is_stored_once_there_is_room() throws Exception {
        assumeTrue(canMount(), "this user may not mount a file system of its own");
        List<Path> files = StoreSender.files(SentSeries.write(folder.resolve("sent"), 120));
        Project project = project();
        Path home = folder.resolve("home");
        Path room = folder.resolve("room");
        List<String> small = List.of("unshare", "-Urm", "sh", "-c", SMALL_DISK, home.toString(), room.toString());
        try (ServerProcess server = new ServerProcess(small, home, settings());
                Requestor requestor = requestor(server, project, files.get(0))) {
            List<Path> refused = new ArrayList<>();
            for (Path file : files) {
                int status = requestor.store(Part10Reader.read(file));
                assertThat(status).isIn(0, OUT_OF_RESOURCES);
                if (status != 0) {
                    refused.add(file);
                }
            }
            assertThat(refused).as("the disk is full").isNotEmpty().hasSizeLessThan(files.size());
            Path last = refused.get(refused.size() - 1);
            Response answer = stow(server, project, last);
            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(answer.header("Retry-After")).isNotBlank();

            Files.createFile(room);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> stow(server, project, last).statusCode() == 200);
            for (Path file : refused) {
                assertThat(requestor.store(Part10Reader.read(file))).isZero();
            }
            Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(ledger.counts(project.id()))
                    .isEqualTo(new IngestCounts(files.size() + 1L, files.size(), 1, 0, 0)));
        }
    }

    @Test
    void a_stopped_database_is_told_to_every_sender_and_nothing_has_to_be_restarted() throws Exception {
        List<Path> files = StoreSender.files(SentSeries.write(folder.resolve("sent"), 4));
        Project project = project();
        try (ServerProcess server = new ServerProcess(List.of(), folder.resolve("home"), settings());
                Requestor requestor = requestor(server, project, files.get(0))) {
            assertThat(requestor.store(Part10Reader.read(files.get(0)))).isZero();
            assertThat(stow(server, project, files.get(1)).statusCode()).isEqualTo(200);

            PostgresResource.halt();
            try {
                assertThat(requestor.store(Part10Reader.read(files.get(2)))).isEqualTo(PROCESSING_FAILURE);
                assertThatThrownBy(() -> requestor(server, project, files.get(2)))
                        .hasMessageContaining("result 2");
                Response answer = stow(server, project, files.get(3));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotBlank();
                assertThat(answer.path("code").toString()).isEqualTo("ISO-008");
                assertThat(folder.resolve("home/spool")).isDirectoryNotContaining("glob:**.sealed");
            } finally {
                PostgresResource.again();
            }

            assertThat(requestor.store(Part10Reader.read(files.get(2)))).isZero();
            assertThat(stow(server, project, files.get(3)).statusCode()).isEqualTo(200);
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                            ledger.counts(project.id()))
                    .isEqualTo(new IngestCounts(4, 4, 0, 0, 0)));
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = WholeServer.settingsOfAnother(config);
        settings.put("isocenter.dicom.retry-interval", "1s");
        return settings;
    }

    private Project project() {
        String name = "o-" + UUID.randomUUID();
        Project project = projects.create(
                new Project(ProjectId.random(), name, name.substring(2, 18), DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "steward"));
        return project;
    }

    private static Requestor requestor(ServerProcess server, Project project, Path file) throws IOException {
        DicomObject first = Part10Reader.read(file);
        String sopClass = first.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        return Requestor.open(
                new Requestor.Peer(
                        "127.0.0.1", server.dicomPort(), project.aeTitle(), "SENDER", Duration.ofSeconds(30)),
                List.of(new Requestor.Offer(sopClass, first.transferSyntax().uid())));
    }

    private static Response stow(ServerProcess server, Project project, Path file) throws IOException {
        return given().auth()
                .oauth2(KeycloakResource.token("steward"))
                .contentType("multipart/related; type=\"application/dicom\"; boundary=iso-part")
                .body(FromStudyToLabelTest.multipart(List.of(file)))
                .post("http://127.0.0.1:" + server.httpPort() + "/dicomweb/" + project.name() + "/studies");
    }

    private static boolean canMount() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-Urm", "sh", "-c", "mount -t tmpfs tmpfs /tmp")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
