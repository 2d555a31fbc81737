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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.service.DicomService;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.DuplicatePolicy;
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

/** An object that comes again, over DIMSE and over the web, under each policy. */
@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(
        user = "stella",
        roles = {"data-steward", "admin"})
class DuplicatePolicyTest {
    private static final int DUPLICATE = 0x0111;
    private static int number;

    @Inject
    Projects projects;

    @Inject
    IngestLedger ledger;

    @Inject
    StudyIndex index;

    @Inject
    BlobStore store;

    @Inject
    DicomService service;

    @Inject
    IngestRunner runner;

    private Project project;

    @BeforeEach
    void a_project_of_its_own() {
        number++;
        project = projects.create(
                new Project(ProjectId.random(), "again-" + number, "AGAIN" + number, DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "stella"));
    }

    @Test
    void the_same_object_is_a_duplicate_whichever_way_it_comes() throws IOException {
        policy(DuplicatePolicy.REFUSE);
        DicomObject object = object(1);
        assertThat(send(object)).isZero();
        stow(object).statusCode(200).body("'00081199'.Value", hasSize(1));
        assertThat(send(object)).isZero();
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(3, 1, 2, 0, 0));
    }

    @Test
    void another_content_is_refused_to_the_senders_face_and_leaves_nothing_behind() throws IOException {
        policy(DuplicatePolicy.REFUSE);
        assertThat(send(object(1))).isZero();
        assertThat(send(object(2))).isEqualTo(DUPLICATE);
        stow(object(2)).statusCode(409).body("'00081198'.Value[0].'00081197'.Value[0]", equalTo(DUPLICATE));
        assertThat(pixel(only())).isEqualTo(1);
        assertThat(runner.held(project.id())).isEmpty();
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(3, 1, 2, 0, 0));
    }

    @Test
    void a_refused_object_that_nobody_hears_of_waits_in_quarantine_until_the_policy_takes_it() throws IOException {
        policy(DuplicatePolicy.REFUSE);
        assertThat(send(object(1))).isZero();
        stowLater(object(2)).statusCode(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ledger.counts(project.id()).quarantined() == 1);
        String path = "/api/v1/projects/" + project.name() + "/quarantine";
        String id = given().get(path)
                .then()
                .body("code", equalTo(List.of("ISO-111")))
                .extract()
                .path("[0].id");
        policy(DuplicatePolicy.REPLACE);
        given().post(path + "/" + id + "/requeue").then().statusCode(200).body("fate", equalTo("STORED"));
        assertThat(pixel(only())).isEqualTo(2);
    }

    @Test
    void the_first_stays_where_another_content_is_ignored() throws IOException {
        stow(object(1)).statusCode(200);
        stow(object(2)).statusCode(200);
        assertThat(pixel(only())).isEqualTo(1);
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(2, 1, 1, 0, 0));
    }

    @Test
    void the_last_stays_where_another_content_replaces_it() throws IOException {
        policy(DuplicatePolicy.REPLACE);
        stow(object(1)).statusCode(200);
        stow(object(2)).statusCode(200);
        assertThat(pixel(only())).isEqualTo(2);
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(2, 2, 0, 0, 0));
    }

    @Test
    void every_content_can_be_read_where_versions_are_kept() throws IOException {
        policy(DuplicatePolicy.VERSIONS);
        for (int pixel = 1; pixel <= 3; pixel++) {
            stow(object(pixel)).statusCode(200);
        }
        String path = "/api/v1/projects/%s/instances/%s/versions".formatted(project.name(), only().instance());
        given().get(path).then().statusCode(200).body("number", equalTo(List.of(3, 2, 1)));
        for (int pixel = 1; pixel <= 3; pixel++) {
            byte[] bytes = given().get(path + "/" + pixel)
                    .then()
                    .statusCode(200)
                    .contentType("application/dicom")
                    .extract()
                    .asByteArray();
            assertThat(pixel(bytes)).isEqualTo(pixel);
        }
        given().get(path + "/4").then().statusCode(404);
    }

    @Test
    void an_object_that_the_store_has_lost_is_stored_again_when_it_comes_again() throws IOException {
        stow(object(1)).statusCode(200);
        store.delete(only().blob());
        stow(object(1)).statusCode(200);
        assertThat(pixel(only())).isEqualTo(1);
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(2, 1, 1, 0, 0));
    }

    @Test
    void a_policy_that_there_is_not_is_refused_with_those_there_are() {
        given().contentType("application/json")
                .body(Map.of("duplicates", "SOMETIMES"))
                .patch("/api/v1/projects/" + project.name())
                .then()
                .statusCode(400);
    }

    private void policy(DuplicatePolicy policy) {
        given().contentType("application/json")
                .body(Map.of("duplicates", policy.name()))
                .patch("/api/v1/projects/" + project.name())
                .then()
                .statusCode(200)
                .body("duplicates", equalTo(policy.name()));
    }

    private InstanceRecord only() {
        List<InstanceRecord> all = index.find(StudyQuery.of(project.id())).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private int pixel(InstanceRecord instance) throws IOException {
        try (InputStream in = store.open(instance.blob())) {
            return pixel(in.readAllBytes());
        }
    }

    private static int pixel(byte[] part10) {
        return Part10Reader.read(part10).dataset().bytes(Tag.PIXEL_DATA)[0];
    }

    /** One instance with a first pixel of choice. */
    private static DicomObject object(int pixel) throws IOException {
        DicomObject object = Part10Reader.read(Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm")));
        byte[] pixels = object.dataset().bytes(Tag.PIXEL_DATA).clone();
        pixels[0] = (byte) pixel;
        object.dataset().setBytes(Tag.PIXEL_DATA, Vr.OW, pixels);
        return object;
    }

    private int send(DicomObject object) throws IOException {
        String sopClass = object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        Requestor.Peer peer =
                new Requestor.Peer("127.0.0.1", service.port(), project.aeTitle(), "SCU", Duration.ofSeconds(20));
        try (Requestor requestor = Requestor.open(
                peer,
                List.of(new Requestor.Offer(sopClass, object.transferSyntax().uid())))) {
            return requestor.store(object);
        }
    }

    private ValidatableResponse stow(DicomObject object) throws IOException {
        return stow(object, "wait=30");
    }

    private ValidatableResponse stowLater(DicomObject object) throws IOException {
        return stow(object, "wait=0");
    }

    private ValidatableResponse stow(DicomObject object, String prefer) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("--part\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.write(Part10Writer.bytes(object));
        body.write("\r\n--part--\r\n".getBytes(StandardCharsets.US_ASCII));
        return given().contentType("multipart/related; type=\"application/dicom\"; boundary=part")
                .accept("application/dicom+json")
                .header("Prefer", prefer)
                .body(body.toByteArray())
                .post("/dicomweb/" + project.name() + "/studies")
                .then();
    }
}
