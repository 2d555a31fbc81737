package org.isocenter.dicom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.service.DicomService;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
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
    DicomService service;

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
