package org.isocenter.dicom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.multipart.Multipart;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real series, asked for as viewers and client libraries ask. */
@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(user = "rita", roles = "researcher")
class DicomwebTest {
    private static int number;

    @Inject
    Projects projects;

    @Inject
    StudyIndex index;

    @Inject
    BlobStore store;

    @Inject
    IngestRunner runner;

    private Project project;
    private InstanceRecord first;

    @BeforeEach
    void two_series_are_stored() throws IOException {
        number++;
        project = projects.create(
                new Project(ProjectId.random(), "web-" + number, "WEB" + number, DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "rita"));
        for (String series : List.of("dicom/sag-anon_mr_t1", "dicom/dcm_qa_ct_ge_head")) {
            try (Stream<Path> files = Files.list(SharedData.data(series))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".dcm"))
                        .sorted()
                        .limit(3)
                        .toList()) {
                    runner.ingest(runner.receive(project, Optional.empty(), Files.readAllBytes(file)));
                }
            }
        }
        first = index.find(StudyQuery.of(project.id())).items().stream()
                .filter(instance -> instance.modality().code().equals("MR"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_study_list_is_asked_for_as_ohif_does() {
        get("studies?limit=101&offset=0&fuzzymatching=false&includefield=00081030,00080060", "application/dicom+json")
                .statusCode(200)
                .contentType("application/dicom+json")
                .body("", hasSize(2))
                .body("'0020000D'.Value.flatten()", hasItem(first.study().value()))
                .body("'00201208'.Value.flatten()", everyItem(equalTo(3)))
                .body("'00081190'.Value.flatten()", hasItem(endsWith("/studies/" + first.study())))
                .body("[0]", not(hasKey("00080052")));
        get("studies?ModalitiesInStudy=MR&PatientID=" + first.patient().value(), "*/*")
                .body("", hasSize(1));
        get("studies?StudyDate=18000101-18001231", "*/*").statusCode(200).body("", hasSize(0));
    }

    @Test
    void series_and_instances_of_a_study_are_listed_below_it_and_on_their_own() {
        get("studies/" + first.study() + "/series?includefield=0008103E", "*/*")
                .body("", hasSize(1))
                .body("[0].'00080060'.Value", equalTo(List.of("MR")))
                .body("[0].'00201209'.Value", equalTo(List.of(3)));
        get(path(first) + "/instances", "*/*").body("", hasSize(3)).body("[0].'00280010'.Value", hasSize(1));
        get("studies/" + first.study() + "/instances?SOPInstanceUID=" + first.instance(), "*/*")
                .body("", hasSize(1));
        get("series?Modality=CT", "*/*").body("", hasSize(1));
        get("instances?Modality=CT", "*/*").body("", hasSize(3));
    }

    @Test
    void an_answer_has_an_offset_and_a_limit_and_warns_where_there_is_more() {
        get("instances?limit=4", "*/*").body("", hasSize(4)).header("Warning", containsString("additional results"));
        ValidatableResponse rest = get("instances?limit=4&offset=4", "*/*").body("", hasSize(2));
        assertThat(rest.extract().header("Warning")).isNull();
    }

    @Test
    void a_parameter_that_is_no_attribute_or_no_number_is_a_problem_and_no_page() {
        get("studies?Shoesize=43", "*/*")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("keyword"));
        get("studies?limit=many", "*/*").statusCode(400).body("detail", containsString("limit"));
        get("studies/1.2.3/metadata", "*/*").statusCode(404).contentType("application/problem+json");
    }

    @Test
    void objects_come_as_they_are_stored_part_by_part() throws IOException {
        ExtractableResponse<Response> answer = get(
                        "studies/" + first.study(), "multipart/related; type=\"application/dicom\"; transfer-syntax=*")
                .statusCode(200)
                .contentType(containsString("multipart/related; type=\"application/dicom\""))
                .extract();
        List<byte[]> parts = parts(answer);
        assertThat(parts).hasSize(3);
        byte[] own = store.open(first.blob()).readAllBytes();
        assertThat(parts).anyMatch(part -> Arrays.equals(part, own));
    }

    @Test
    void objects_come_in_the_transfer_syntax_that_is_asked_for() throws IOException {
        String accept = "multipart/related; type=\"application/dicom\"; transfer-syntax=";
        String instance = path(first) + "/instances/" + first.instance();
        DicomObject stored = Part10Reader.read(store.open(first.blob()).readAllBytes());
        byte[] pixels = StoredFrame.of(stored, 0).samples().canonical();
        for (String syntax : List.of(
                "1.2.840.10008.1.2",
                "1.2.840.10008.1.2.2",
                "1.2.840.10008.1.2.5",
                "1.2.840.10008.1.2.4.70",
                "1.2.840.10008.1.2.4.80",
                "1.2.840.10008.1.2.4.90")) {
            ExtractableResponse<Response> answer =
                    get(instance, accept + syntax).statusCode(200).extract();
            DicomObject object = Part10Reader.read(parts(answer).get(0));
            assertThat(object.transferSyntax().uid()).isEqualTo(syntax);
            assertThat(object.dataset().string(Tag.SOP_INSTANCE_UID))
                    .contains(first.instance().value());
            assertThat(StoredFrame.of(object, 0).samples().canonical())
                    .as(syntax)
                    .isEqualTo(pixels);
        }
        get("studies/" + first.study(), accept + "1.2.840.10008.1.2.4.203")
                .statusCode(406)
                .body("detail", containsString("transfer-syntax=*"));
        get("studies/" + first.study(), "text/html").statusCode(406);
    }

    @Test
    void one_object_may_be_the_whole_answer_and_several_may_not() throws IOException {
        byte[] alone = get(path(first) + "/instances/" + first.instance(), "application/dicom; transfer-syntax=*")
                .statusCode(200)
                .contentType(startsWith("application/dicom"))
                .extract()
                .asByteArray();
        assertThat(alone).isEqualTo(store.open(first.blob()).readAllBytes());
        get(path(first), "application/dicom").statusCode(406);
        get(path(first), "application/dicom, multipart/related; type=application/dicom;q=0.1")
                .statusCode(200)
                .contentType(startsWith("multipart/related"));
    }

    @Test
    void metadata_says_where_the_pixels_are_and_they_are_there() throws IOException {
        List<String> urls = get(path(first) + "/metadata", "application/dicom+json")
                .statusCode(200)
                .body("", hasSize(3))
                .body("[0].'00280010'.vr", equalTo("US"))
                .extract()
                .path("'7FE00010'.BulkDataURI");
        byte[] pixels = Part10Reader.read(store.open(first.blob()).readAllBytes())
                .dataset()
                .bytes(Tag.PIXEL_DATA);
        String url = urls.stream()
                .filter(each -> each.contains(first.instance().value()))
                .findFirst()
                .orElseThrow();
        assertThat(parts(given().get(url).then().statusCode(200).extract()))
                .singleElement()
                .isEqualTo(pixels);
        get(path(first) + "/instances/" + first.instance() + "/metadata", "*/*").body("", hasSize(1));
    }

    @Test
    void frames_come_as_octets_as_ohif_asks_for_them() throws IOException {
        String frames = path(first) + "/instances/" + first.instance() + "/frames/";
        byte[] pixels = Part10Reader.read(store.open(first.blob()).readAllBytes())
                .dataset()
                .bytes(Tag.PIXEL_DATA);
        for (String accept : List.of(
                "multipart/related; type=application/octet-stream; transfer-syntax=*",
                "multipart/related; type=\"application/octet-stream\"",
                "*/*")) {
            assertThat(parts(get(frames + 1, accept).statusCode(200).extract()))
                    .singleElement()
                    .isEqualTo(pixels);
        }
        for (String type : List.of("image/jls", "image/jp2", "image/jpeg", "image/dicom-rle")) {
            get(frames + 1, "multipart/related; type=\"" + type + "\"").statusCode(200);
            assertThat(get(frames + 1, type)
                            .statusCode(200)
                            .contentType(startsWith(type))
                            .extract()
                            .asByteArray())
                    .hasSizeLessThan(pixels.length);
        }
        get(frames + 1, "multipart/related; type=image/jphc").statusCode(406);
        get(frames + 2, "*/*").statusCode(404).body("detail", containsString("from 1 to 1"));
        get(frames + "one", "*/*").statusCode(400);
        get(frames + 1, "image/png").statusCode(406);
    }

    @Test
    void pictures_come_as_the_media_type_that_is_asked_for_at_every_level() throws IOException {
        String instance = path(first) + "/instances/" + first.instance();
        for (String level : List.of("studies/" + first.study(), path(first), instance, instance + "/frames/1")) {
            BufferedImage jpeg = picture(get(level + "/rendered", "image/jpeg"), "image/jpeg");
            BufferedImage png = picture(get(level + "/rendered", "image/png"), "image/png");
            assertThat(List.of(jpeg.getWidth(), jpeg.getHeight())).isEqualTo(List.of(png.getWidth(), png.getHeight()));
            BufferedImage small = picture(get(level + "/thumbnail?viewport=48,48", "*/*"), "image/jpeg");
            assertThat(Math.max(small.getWidth(), small.getHeight())).isEqualTo(48);
        }
        picture(get(instance + "/rendered?accept=image/gif", "text/html"), "image/gif");
        get(instance + "/rendered", "text/html").statusCode(406).contentType("application/problem+json");
        get(instance + "/rendered?window=1", "image/png").statusCode(400);
        get(instance + "/frames/2/rendered", "image/png").statusCode(404);
        get(instance + "/rendered?annotation=shoes", "image/png")
                .statusCode(200)
                .header("Warning", startsWith("299"));
    }

    @Test
    void all_pictures_of_a_series_come_as_parts() throws IOException {
        ExtractableResponse<Response> answer = get(path(first) + "/rendered", "multipart/related; type=\"image/png\"")
                .statusCode(200)
                .extract();
        assertThat(parts(answer)).hasSize(3).allSatisfy(part -> assertThat(
                        ImageIO.read(new ByteArrayInputStream(part)).getWidth())
                .isEqualTo(((Number) first.headers().get("Columns")).intValue()));
    }

    @Test
    void xml_comes_as_a_part_for_each_data_set() throws IOException {
        for (String resource : List.of(path(first) + "/metadata", path(first) + "/instances")) {
            ExtractableResponse<Response> answer = get(resource, "multipart/related; type=\"application/dicom+xml\"")
                    .statusCode(200)
                    .contentType(startsWith("multipart/related; type=\"application/dicom+xml\""))
                    .extract();
            assertThat(parts(answer)).hasSize(3).allSatisfy(part -> assertThat(new String(part, StandardCharsets.UTF_8))
                    .contains("keyword=\"SOPInstanceUID\"", first.series().value()));
        }
    }

    @Test
    void all_that_the_index_has_comes_with_includefield_all_as_far_as_it_is_of_the_level() {
        get("studies?includefield=all&Modality=MR", "*/*")
                .body("[0]", hasKey("00100040"))
                .body("[0]", not(hasKey("00080018")))
                .body("[0]", not(hasKey("00280010")));
        get(path(first) + "/instances?includefield=all", "*/*").body("[0]", hasKey("00280100"));
    }

    @Test
    void what_is_not_matched_is_said() {
        get("studies?PatientName=A*&fuzzymatching=true", "*/*")
                .statusCode(200)
                .header("Warning", containsString("fuzzymatching"));
        get("series?RequestAttributesSequence.RequestedProcedureID=1", "*/*").statusCode(400);
        get("studies?ModalitiesInStudy=MR,CT", "*/*").body("", hasSize(2));
        get("studies", "text/html").statusCode(406).contentType("application/problem+json");
    }

    private static BufferedImage picture(ValidatableResponse answer, String type) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                answer.statusCode(200).contentType(type).extract().asByteArray()));
    }

    private ValidatableResponse get(String path, String accept) {
        return given().accept(accept)
                .get("/dicomweb/" + project.name() + "/" + path)
                .then();
    }

    private static String path(InstanceRecord instance) {
        return "studies/" + instance.study() + "/series/" + instance.series();
    }

    private static List<byte[]> parts(ExtractableResponse<Response> answer) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        String boundary = Multipart.boundary(answer.header("Content-Type")).orElseThrow();
        Multipart.parts(new ByteArrayInputStream(answer.asByteArray()), boundary, 1 << 24, parts::add);
        return parts;
    }
}
