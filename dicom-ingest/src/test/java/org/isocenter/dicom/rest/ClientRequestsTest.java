package org.isocenter.dicom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyQuery;
import org.junit.jupiter.api.Test;

/** The requests that two clients make, header for header: OHIF 3.11 with its library dicomweb-client 0.10, and dicomweb-client 0.60 for Python. */
@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(
        user = "rita",
        roles = {"researcher", "data-steward"})
class ClientRequestsTest extends TwoSeries {
    private static final String JSON = "application/dicom+json";
    private static final String PYTHON_JSON = "application/dicom+json, application/json";

    @Test
    void ohif_opens_a_study_from_list_to_pixels() throws IOException {
        // study list, as OHIF's qido.js asks
        List<String> studies = get(
                        "studies?limit=101&offset=0&fuzzymatching=false&includefield=00081030,00080060,00080090,00100030",
                        JSON)
                .statusCode(200)
                .contentType(JSON)
                .extract()
                .path("'0020000D'.Value.flatten()");
        assertThat(studies).contains(first.study().value());
        get("studies?StudyInstanceUID=" + first.study() + "&limit=101&offset=0&fuzzymatching=false", JSON)
                .body("", hasSize(1));
        // series of the study, then the metadata of each
        List<String> series = get("studies/" + first.study() + "/series?includefield=0008103E,00080021", JSON)
                .statusCode(200)
                .body("[0]", org.hamcrest.Matchers.hasKey("00080060"))
                .extract()
                .path("'0020000E'.Value.flatten()");
        Map<String, Map<String, Object>> metadata = get(
                        "studies/" + first.study() + "/series/" + series.get(0) + "/metadata", JSON)
                .statusCode(200)
                .body("'00080018'.Value.flatten()", hasItem(first.instance().value()))
                .body("[0].'00083002'.vr", equalTo("UI"))
                .extract()
                .path("find { it.'00080018'.Value[0] == '" + first.instance() + "' }");
        // a frame, as the image loader asks
        byte[] frame = parts(get(
                                path(first) + "/instances/" + first.instance() + "/frames/1",
                                "multipart/related; type=\"application/octet-stream\"; transfer-syntax=\"*\"")
                        .statusCode(200)
                        .extract())
                .get(0);
        assertThat(frame).isEqualTo(pixels());
        // bulk data by its address, without multipart
        String url = (String) metadata.get("7FE00010").get("BulkDataURI");
        byte[] bulk = given().accept("application/octet-stream")
                .get(url)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(bulk).isEqualTo(frame);
    }

    @Test
    void metadata_is_utf_8_whatever_the_object_is_written_in() {
        InstanceRecord latin = index.find(StudyQuery.of(project.id(), Criterion.is(HeaderKey.MODALITY, "CT")))
                .items()
                .get(0);
        get(path(latin) + "/metadata", JSON)
                .statusCode(200)
                .body("'00080005'.Value.flatten().unique()", equalTo(List.of("ISO_IR 192")));
    }

    @Test
    void ohif_shows_thumbnails_by_each_of_its_strategies() throws IOException {
        String instance = path(first) + "/instances/" + first.instance();
        for (String place : List.of(instance, path(first), "studies/" + first.study())) {
            image(get(place + "/thumbnail?accept=image/jpeg", "image/avif,image/webp,*/*;q=0.8"));
            image(get(place + "/thumbnail", "image/jpeg"));
            image(get(place + "/rendered", "image/jpeg"));
        }
        get(path(first) + "/instances?limit=1&includefield=00080018", JSON).body("", hasSize(1));
    }

    @Test
    void the_python_client_searches() {
        get("studies?limit=1&offset=1", PYTHON_JSON)
                .statusCode(200)
                .contentType(JSON)
                .body("", hasSize(1));
        get("studies?PatientID=" + first.patient().value() + "&fuzzymatching=true&includefield=all", PYTHON_JSON)
                .body("", hasSize(1));
        get("studies/" + first.study() + "/series?Modality=MR", PYTHON_JSON).body("", hasSize(1));
        get(path(first) + "/instances?InstanceNumber=1", PYTHON_JSON).statusCode(200);
        get("studies?PatientID=NOBODY", PYTHON_JSON).statusCode(200).body("", hasSize(0));
    }

    @Test
    void the_python_client_retrieves_objects_metadata_frames_bulk_data_and_pictures() throws IOException {
        String instance = path(first) + "/instances/" + first.instance();
        for (String place : List.of("studies/" + first.study(), path(first), instance)) {
            List<byte[]> objects = parts(get(place, "multipart/related; type=\"application/dicom\"")
                    .statusCode(200)
                    .extract());
            assertThat(Part10Reader.read(objects.get(0)).dataset().string(Tag.STUDY_INSTANCE_UID))
                    .contains(first.study().value());
            get(place + "/metadata", PYTHON_JSON).statusCode(200).contentType(JSON);
        }
        parts(get(instance, "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.90")
                .statusCode(200)
                .extract());
        assertThat(parts(get(instance + "/frames/1", "multipart/related; type=\"*/*\"")
                        .statusCode(200)
                        .extract()))
                .singleElement()
                .isEqualTo(pixels());
        String jls = "multipart/related; type=\"image/jls\"; transfer-syntax=1.2.840.10008.1.2.4.80";
        assertThat(parts(get(instance + "/frames/1", jls).statusCode(200).extract()))
                .hasSize(1);
        given().accept("multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.1")
                .header("Range", "bytes=0-15")
                .get("/dicomweb/" + project.name() + "/" + instance + "/bulkdata/7FE00010")
                .then()
                .statusCode(206);
        image(get(instance + "/rendered?quality=95", "image/jpeg"));
        image(get(instance + "/frames/1/rendered", "image/png"));
        image(get(path(first) + "/rendered", "*/*"));
    }

    @Test
    void the_python_client_stores_and_reads_the_answer() throws IOException {
        projects.add(new Member(project.id(), "rita"));
        String boundary = "0f3cf5c0-70e0-41ef-baef-c6f9f65ec3e1";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("\r\n--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.write(sent());
        body.write(("\r\n--" + boundary + "--").getBytes(StandardCharsets.US_ASCII));
        given().header(
                        "Content-Type",
                        "multipart/related; type=\"application/dicom\"; boundary=\"%s\"".formatted(boundary))
                .accept("*/*")
                .body(body.toByteArray())
                .post("/dicomweb/" + project.name() + "/studies")
                .then()
                .statusCode(200)
                .contentType(JSON)
                .body("'00081199'.Value", hasSize(1));
    }

    private byte[] pixels() throws IOException {
        return Part10Reader.read(store.open(first.blob()).readAllBytes())
                .dataset()
                .bytes(Tag.PIXEL_DATA);
    }

    private static void image(ValidatableResponse answer) throws IOException {
        ExtractableResponse<Response> image = answer.statusCode(200).extract();
        assertThat(image.contentType()).startsWith("image/");
        assertThat(ImageIO.read(new ByteArrayInputStream(image.asByteArray()))).isNotNull();
    }
}
