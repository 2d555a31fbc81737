package org.isocenter.dicom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.dicom.xml.NativeModelWriter;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What STOW-RS takes, in each of its forms, and what it says of each instance. */
@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(user = "rita", roles = "data-steward")
class StowTest extends TwoSeries {
    private static final String BULK = "http://there/bulk/1";
    private static int count;

    private Project empty;

    @BeforeEach
    void a_project_has_nothing_yet() {
        count++;
        empty = projects.create(
                new Project(ProjectId.random(), "stow-" + count, "STOW" + count, DeidentificationChoice.RESEARCH));
        projects.add(new Member(empty.id(), "rita"));
    }

    @Test
    void metadata_in_json_and_pixels_beside_it_become_an_instance() throws IOException {
        post(
                        "application/dicom+json",
                        part("application/dicom+json", model().toString()),
                        pixels("application/octet-stream"))
                .statusCode(200)
                .body("'00081199'.Value", hasSize(1));
        assertThat(stored()).isEqualTo(canonical(sent()));
    }

    @Test
    void metadata_in_xml_and_encoded_pixels_become_an_instance() throws IOException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        NativeModelWriter.write(model(), xml);
        byte[] frame = Transcoder.frame(Part10Reader.read(sent()), 0, TransferSyntax.of("1.2.840.10008.1.2.4.80"));
        post(
                        "application/dicom+xml",
                        part("application/dicom+xml", xml.toByteArray(), ""),
                        part("image/jls; transfer-syntax=1.2.840.10008.1.2.4.80", frame, BULK))
                .statusCode(200);
        assertThat(stored()).isEqualTo(canonical(sent()));
        InstanceRecord instance = index.find(StudyQuery.of(empty.id())).items().get(0);
        assertThat(Part10Reader.read(store.open(instance.blob()).readAllBytes())
                        .transferSyntax()
                        .uid())
                .isEqualTo("1.2.840.10008.1.2.4.80");
    }

    @Test
    void an_instance_without_its_bulk_data_is_named_as_failed() throws IOException {
        post("application/dicom+json", part("application/dicom+json", model().toString()))
                .statusCode(409)
                .body("'00081198'.Value[0].'00081197'.Value[0]", equalTo(0xC000))
                .body("'00081198'.Value[0].'00081155'.Value[0]", equalTo(uid(Tag.SOP_INSTANCE_UID)));
        post("application/dicom+json", part("application/dicom+json", "{no json"))
                .statusCode(400);
        post("application/dicom+json", part("application/octet-stream", new byte[] {1}, "nowhere"))
                .statusCode(400);
    }

    @Test
    void a_study_takes_its_own_instances_and_no_others() throws IOException {
        into("studies/1.2.3.4", sent())
                .statusCode(409)
                .body("'00081198'.Value[0].'00081197'.Value[0]", equalTo(0xA901))
                .body("'00081198'.Value[0].'00081155'.Value[0]", equalTo(uid(Tag.SOP_INSTANCE_UID)));
        assertThat(index.find(StudyQuery.of(empty.id())).items()).isEmpty();
        into("studies/" + uid(Tag.STUDY_INSTANCE_UID), sent()).statusCode(200);
        InstanceRecord instance = index.find(StudyQuery.of(empty.id())).items().get(0);
        into("studies/" + instance.study(), sent())
                .statusCode(200)
                .body("'00081190'.Value[0]", endsWith("/studies/" + instance.study()))
                .body("'00081199'.Value[0].'00081150'.Value[0]", equalTo(uid(Tag.SOP_CLASS_UID)))
                .body(
                        "'00081199'.Value[0].'00081155'.Value[0]",
                        equalTo(instance.instance().value()));
    }

    @Test
    void what_cannot_be_understood_does_not_stop_the_others() throws IOException {
        post("application/dicom", part("application/dicom", "no dicom"), part("application/dicom", sent(), ""))
                .statusCode(202)
                .body("'0008119A'.Value[0].'00081197'.Value[0]", equalTo(0xC000))
                .body("'00081199'.Value", hasSize(1))
                .body("", not(hasKey("00081198")));
    }

    @Test
    void one_object_may_be_the_whole_body_and_the_answer_xml() throws IOException {
        given().contentType("application/dicom")
                .accept("application/dicom+xml")
                .body(sent())
                .post("/dicomweb/" + empty.name() + "/studies")
                .then()
                .statusCode(200)
                .contentType("application/dicom+xml")
                .body(startsWith("<?xml"));
    }

    @Test
    void what_is_not_of_the_form_is_a_problem() {
        given().contentType("text/plain")
                .body("hello")
                .post("/dicomweb/" + empty.name() + "/studies")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().contentType("multipart/related; type=\"application/dicom\"")
                .body(new byte[] {1})
                .post("/dicomweb/" + empty.name() + "/studies")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().contentType("application/dicom")
                .accept("text/html")
                .body(new byte[] {1})
                .post("/dicomweb/" + empty.name() + "/studies")
                .then()
                .statusCode(406);
    }

    private byte[] stored() throws IOException {
        List<InstanceRecord> instances = index.find(StudyQuery.of(empty.id())).items();
        assertThat(instances).hasSize(1);
        return canonical(store.open(instances.get(0).blob()).readAllBytes());
    }

    private static byte[] canonical(byte[] file) {
        DicomObject object = Part10Reader.read(file);
        return StoredFrame.of(object, 0).samples().canonical();
    }

    private String uid(int tag) {
        return Part10Reader.read(sent()).dataset().string(tag).orElseThrow();
    }

    private ObjectNode model() {
        return DatasetJson.retrieved(Part10Reader.read(sent()).dataset(), (element, node) -> {
            if (element.tag() == Tag.PIXEL_DATA) {
                node.put("BulkDataURI", BULK);
            }
        });
    }

    private byte[] pixels(String type) {
        return part(type, Part10Reader.read(sent()).dataset().bytes(Tag.PIXEL_DATA), BULK);
    }

    private ValidatableResponse into(String path, byte[] file) {
        return send(path, "application/dicom", part("application/dicom", file, ""));
    }

    private ValidatableResponse post(String type, byte[]... parts) {
        return send("studies", type, parts);
    }

    private ValidatableResponse send(String path, String type, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(ascii("--b\r\n"));
            body.writeBytes(part);
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--b--\r\n"));
        return given().header("Content-Type", "multipart/related; type=\"" + type + "\"; boundary=b")
                .body(body.toByteArray())
                .post("/dicomweb/" + empty.name() + "/" + path)
                .then();
    }

    private static byte[] part(String type, String text) {
        return part(type, text.getBytes(StandardCharsets.UTF_8), "");
    }

    /** Headers and body of a part. */
    private static byte[] part(String type, byte[] content, String location) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(ascii("Content-Type: " + type + "\r\n"));
        if (!location.isEmpty()) {
            part.writeBytes(ascii("Content-Location: " + location + "\r\n"));
        }
        part.writeBytes(ascii("\r\n"));
        part.writeBytes(content);
        return part.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
