package org.isocenter.dicom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.service.DicomService;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(user = "stella", roles = "data-steward")
class IngestTest {
    private static int number;

    @Inject
    Projects projects;

    @Inject
    IngestLedger ledger;

    @Inject
    StudyIndex index;

    @Inject
    DicomService service;

    @Inject
    IngestRunner runner;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private Project project;

    @BeforeEach
    void a_project_of_its_own() {
        number++;
        project = projects.create(
                new Project(ProjectId.random(), "ingest-" + number, "AE" + number, DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "stella"));
    }

    @Test
    void stow_answers_each_part() throws IOException {
        byte[] good = golden("ref-ct1.dcm");
        stow(good).statusCode(200).body("'00081199'.Value", hasSize(1));
        stow(good, golden("issuer1.dcm"), "no dicom".getBytes(StandardCharsets.US_ASCII))
                .statusCode(202)
                .body("'0008119A'.Value[0].'00081197'.Value[0]", equalTo(0xC000));
        stow("no dicom".getBytes(StandardCharsets.US_ASCII)).statusCode(409);
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(5, 2, 1, 2, 0));
    }

    @Test
    void a_stow_request_that_need_not_wait_is_accepted_and_indexed_later() throws IOException {
        given().contentType("multipart/related; type=\"application/dicom\"; boundary=frontier")
                .header("Prefer", "wait=0")
                .body(body("frontier", golden("ref-ct1.dcm"), golden("issuer1.dcm")))
                .post("/dicomweb/" + project.name() + "/studies")
                .then()
                .statusCode(202)
                .header("Warning", containsString("2 instances are safe"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ledger.counts(project.id())
                .equals(new IngestCounts(2, 2, 0, 0, 0)));
    }

    @Test
    void an_archive_over_tls_is_refused_while_this_server_has_no_certificate_of_its_own() {
        given().contentType("application/json")
                .body(Map.of(
                        "name", "main", "dimse", Map.of("aeTitle", "PACS", "host", "pacs", "port", 2762, "tls", true)))
                .post("/api/v1/projects/" + project.name() + "/pacs")
                .then()
                .statusCode(400)
                .body("detail", containsString("isocenter.dicom.tls-configuration-name"));
    }

    @Test
    void another_projects_door_is_not_there() throws IOException {
        given().contentType("multipart/related; type=\"application/dicom\"; boundary=x")
                .body(body("x", golden("ref-ct1.dcm")))
                .post("/dicomweb/nobodys/studies")
                .then()
                .statusCode(404);
    }

    @Test
    void an_import_counts_what_became_of_each_file() throws IOException {
        Files.write(folder.resolve("a.dcm"), golden("ref-ct1.dcm"));
        Files.write(folder.resolve("b.dcm"), golden("ref-ct1.dcm"));
        Files.write(folder.resolve("c.dcm"), golden("burn-palette.dcm"));
        Files.writeString(folder.resolve("d.jpg"), "no picture");
        given().contentType("application/json")
                .body(Map.of("path", folder.toString()))
                .post("/api/v1/projects/" + project.name() + "/imports")
                .then()
                .statusCode(200)
                .body("stored", equalTo(1))
                .body("duplicates", equalTo(1))
                .body("quarantined", equalTo(1))
                .body("broken", hasSize(1));
    }

    @Test
    void an_uploaded_archive_is_imported_while_it_arrives() throws IOException {
        byte[] archive = zip(Map.of(
                "ward/a.dcm", golden("ref-ct1.dcm"),
                "ward/text.dcm", "no dicom".getBytes(StandardCharsets.US_ASCII),
                "ward/empty.dcm", new byte[0],
                "notes.txt", "not for us".getBytes(StandardCharsets.US_ASCII),
                "left/1.png", picture(40),
                "left/broken.jpg", "no picture".getBytes(StandardCharsets.US_ASCII),
                "train_images.npy", npy()));
        upload(archive)
                .statusCode(200)
                .body("received", equalTo(6))
                .body("stored", equalTo(4))
                .body("quarantined", equalTo(2))
                .body("broken", equalTo(List.of("left/broken.jpg")));
        upload(archive).body("stored", equalTo(0)).body("duplicates", equalTo(4));
    }

    @Test
    void the_first_entry_of_an_archive_gives_the_patients() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            write(zip, "patients.json", "{\"1.png\": \"p\", \"2.png\": \"p\"}".getBytes(StandardCharsets.UTF_8));
            write(zip, "1.png", picture(10));
            write(zip, "2.png", picture(90));
            write(zip, "3.png", picture(200));
        }
        upload(out.toByteArray()).statusCode(200).body("stored", equalTo(3)).body("ownPatients", equalTo(1));
        assertThat(index.find(StudyQuery.of(project.id())).items().stream()
                        .map(InstanceRecord::patient)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void what_is_no_archive_is_refused_and_a_cut_one_keeps_what_came_before() throws IOException {
        upload("no archive".getBytes(StandardCharsets.US_ASCII))
                .statusCode(400)
                .body("name", equalTo("UNREADABLE_IMAGE"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            write(zip, "1.png", picture(10));
            write(zip, "2.dcm", golden("ref-ct1.dcm"));
        }
        upload(Arrays.copyOf(out.toByteArray(), 600)).statusCode(400);
        assertThat(ledger.counts(project.id()).stored()).isEqualTo(1);
        Path file = Files.write(folder.resolve("all.zip"), out.toByteArray());
        given().contentType("application/json")
                .body(Map.of("path", file.toString()))
                .post("/api/v1/projects/" + project.name() + "/imports")
                .then()
                .statusCode(200)
                .body("stored", equalTo(1))
                .body("duplicates", equalTo(1));
    }

    @Test
    void quarantine_is_listed_requeued_and_discarded() throws IOException {
        stow(golden("burn-palette.dcm")).statusCode(409);
        String path = "/api/v1/projects/" + project.name() + "/quarantine";
        String id = given().get(path)
                .then()
                .statusCode(200)
                .body("code", equalTo(List.of("ISO-110")))
                .extract()
                .path("[0].id");
        given().post(path + "/" + id + "/requeue").then().statusCode(200).body("fate", equalTo("QUARANTINED"));
        String again = given().get(path).then().body("", hasSize(1)).extract().path("[0].id");
        given().delete(path + "/" + again).then().statusCode(204);
        given().get(path).then().body("", hasSize(0));
    }

    @Test
    void what_is_held_for_its_pixels_is_looked_at_and_released() throws IOException, SQLException {
        stow(golden("burn-sc-mono2.dcm")).statusCode(409);
        stow(golden("burn-cr-mono1.dcm")).statusCode(409);
        String path = "/api/v1/projects/" + project.name() + "/quarantine";
        List<String> ids =
                given().get(path).then().body("", hasSize(2)).extract().path("id");
        byte[] png = given().get(path + "/" + ids.get(0) + "/preview")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", "no-store")
                .extract()
                .asByteArray();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(128);
        assertThat(picture.getHeight()).isEqualTo(72);
        assertThat(events("frame")).isEqualTo(1);
        given().get(path + "/" + ids.get(0) + "/preview?frame=2").then().statusCode(404);

        release(path, ids.get(0), "{}").statusCode(400);
        release(path, ids.get(0), "{\"decision\": \"blank\", \"rectangles\": []}")
                .statusCode(400);
        release(
                        path,
                        ids.get(0),
                        "{\"decision\": \"blank\", \"rectangles\": [{\"x0\": 0, \"y0\": 0, \"x1\": 129, \"y1\": 9}]}")
                .statusCode(400);
        release(path, ids.get(0), "{\"decision\": \"no-text\"}").statusCode(200).body("fate", equalTo("STORED"));
        release(
                        path,
                        ids.get(1),
                        "{\"decision\": \"blank\", \"rectangles\": [{\"frame\": 1, \"x0\": 0, \"y0\": 0, \"x1\": 128,"
                                + " \"y1\": 70}]}")
                .statusCode(200)
                .body("fate", equalTo("STORED"));
        given().get(path).then().body("", hasSize(0));
        assertThat(events("no-text")).isEqualTo(1);
        assertThat(events("blank")).isEqualTo(1);
    }

    @Test
    void what_is_held_for_another_reason_is_not_released() throws IOException {
        stow("no dicom".getBytes(StandardCharsets.US_ASCII)).statusCode(409);
        String path = "/api/v1/projects/" + project.name() + "/quarantine";
        String id = given().get(path).then().body("", hasSize(1)).extract().path("[0].id");
        release(path, id, "{\"decision\": \"no-text\"}").statusCode(409).body("code", equalTo("ISO-005"));
        given().get(path + "/" + id + "/preview").then().statusCode(422);
    }

    private static ValidatableResponse release(String path, String id, String body) {
        return given().contentType("application/json")
                .body(body)
                .post(path + "/" + id + "/release")
                .then();
    }

    @Test
    void what_nobody_decides_about_leaves_quarantine_after_its_time_and_the_trail_says_so()
            throws IOException, SQLException {
        stow(golden("burn-palette.dcm")).statusCode(409);
        Instant arrival = runner.held(project.id()).get(0).since();
        runner.expire(arrival);
        assertThat(runner.held(project.id())).hasSize(1);

        runner.expire(arrival.plusMillis(1));
        assertThat(runner.held(project.id())).isEmpty();
        assertThat(events("expired")).isEqualTo(1);
    }

    @Test
    void a_c_store_is_answered_and_then_indexed() throws IOException {
        DicomObject object = Part10Reader.read(golden("ref-ct1.dcm"));
        String sopClass = object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        Requestor.Peer peer =
                new Requestor.Peer("127.0.0.1", service.port(), project.aeTitle(), "SCU", Duration.ofSeconds(20));
        List<Requestor.Offer> offers =
                List.of(new Requestor.Offer(sopClass, object.transferSyntax().uid()));
        try (Requestor requestor = Requestor.open(peer, offers)) {
            assertThat(requestor.store(object)).isZero();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ledger.counts(project.id()).stored() == 1);
    }

    private ValidatableResponse upload(byte[] archive) {
        return given().contentType("application/zip")
                .body(archive)
                .post("/api/v1/projects/" + project.name() + "/uploads")
                .then();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(zip, entry.getKey(), entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void write(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] picture(int grey) throws IOException {
        BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 1, 0, grey);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** Two grey images of 2 x 2 pixels as NumPy writes them. */
    private static byte[] npy() {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 2), }";
        int length = 118;
        ByteBuffer npy = ByteBuffer.allocate(10 + length + 8).order(ByteOrder.LITTLE_ENDIAN);
        npy.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        npy.putShort((short) length);
        npy.put((header + " ".repeat(length - 1 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        npy.put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        return npy.array();
    }

    private int events(String words) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement(
                        "select count(*) from audit_event where event like ? and event like ?")) {
            sql.setString(1, "%" + project.id() + "%");
            sql.setString(2, "%" + words + "%");
            try (ResultSet rows = sql.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private ValidatableResponse stow(byte[]... parts) throws IOException {
        return given().contentType("multipart/related; type=\"application/dicom\"; boundary=frontier")
                .accept("application/dicom+json")
                .body(body("frontier", parts))
                .post("/dicomweb/" + project.name() + "/studies")
                .then();
    }

    private static byte[] body(String boundary, byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(part);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] golden(String file) throws IOException {
        return Files.readAllBytes(SharedData.golden("deid/input").resolve(file));
    }
}
