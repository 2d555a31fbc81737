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
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.isocenter.dicom.capability.Capabilities;
import org.isocenter.dicom.capability.Resource;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.junit.jupiter.api.Test;

/** Queries, objects, metadata, frames and bulk data as the standard has them. */
@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(user = "rita", roles = "researcher")
class DicomwebTest extends TwoSeries {

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

    @Test
    void a_range_of_an_object_or_of_bulk_data_is_given_alone() throws IOException {
        String instance = path(first) + "/instances/" + first.instance();
        byte[] stored = store.open(first.blob()).readAllBytes();
        byte[] part = ranged(instance, "application/dicom; transfer-syntax=*", "bytes=100-299")
                .statusCode(206)
                .header("Content-Range", equalTo("bytes 100-299/" + stored.length))
                .header("Content-Length", equalTo("200"))
                .extract()
                .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(stored, 100, 300));
        byte[] pixels = Part10Reader.read(stored).dataset().bytes(Tag.PIXEL_DATA);
        byte[] end = ranged(instance + "/bulkdata/7FE00010", "application/octet-stream", "bytes=-16")
                .statusCode(206)
                .extract()
                .asByteArray();
        assertThat(end).isEqualTo(Arrays.copyOfRange(pixels, pixels.length - 16, pixels.length));
        ExtractableResponse<Response> parts = ranged(
                        instance + "/bulkdata/7FE00010",
                        "multipart/related; type=\"application/octet-stream\"",
                        "bytes=0-9")
                .statusCode(206)
                .extract();
        assertThat(parts(parts)).singleElement().isEqualTo(Arrays.copyOf(pixels, 10));
        ranged(instance + "/bulkdata/7FE00010", "application/octet-stream", "bytes=999999999-")
                .statusCode(416)
                .body("code", equalTo("ISO-009"));
        ranged(instance + "/bulkdata/7FE00010", "application/octet-stream", "lines=1-2")
                .statusCode(200)
                .header("Accept-Ranges", equalTo("bytes"));
    }

    private ValidatableResponse ranged(String path, String accept, String range) {
        return given().accept(accept)
                .header("Range", range)
                .get("/dicomweb/" + project.name() + "/" + path)
                .then();
    }

    @Test
    void failures_are_problems_and_never_pages() {
        String base = "/dicomweb/" + project.name();
        for (ValidatableResponse answer : List.of(
                given().get(base + "/nothing").then().statusCode(404),
                given().get(base + "/studies/1.2.3/nothing").then().statusCode(404),
                given().get(base + "/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/1")
                        .then()
                        .statusCode(404),
                given().delete(base + "/studies").then().statusCode(405),
                given().put(base + "/studies/1.2.3/metadata").then().statusCode(405),
                given().get("/dicomweb/nobodys/studies").then().statusCode(404))) {
            answer.contentType("application/problem+json").body("status", notNullValue());
        }
    }

    @Test
    void capabilities_name_every_resource_and_no_other() {
        String wadl = given().accept("application/vnd.sun.wadl+xml")
                .options("/dicomweb/" + project.name())
                .then()
                .statusCode(200)
                .contentType("application/vnd.sun.wadl+xml")
                .extract()
                .asString();
        assertThat(wadl).contains("id=\"RetrieveRenderedSeries\"", "/dicomweb/" + project.name());
        List<String> told = new ArrayList<>();
        Capabilities.resources().forEach(resource -> operations("", resource, told));
        assertThat(told).containsExactlyInAnyOrderElementsOf(offered());
        get("capabilities", "application/json").statusCode(200).body("resources.path", hasItem("studies"));
    }

    private static void operations(String above, Resource resource, List<String> told) {
        String path = above + "/" + resource.path().replaceAll("\\{\\w+}", "{}");
        resource.transactions().forEach(each -> told.add(each.method() + " " + path));
        resource.resources().forEach(below -> operations(path, below, told));
    }

    /** What the resource classes answer below the service's base. */
    private static List<String> offered() {
        List<String> offered = new ArrayList<>();
        for (Class<?> resource : List.of(
                QueryResource.class,
                RetrieveResource.class,
                MetadataResource.class,
                FrameResource.class,
                BulkDataResource.class,
                RenderedResource.class,
                StowResource.class)) {
            for (Method method : resource.getDeclaredMethods()) {
                Path path = method.getAnnotation(Path.class);
                if (path != null) {
                    String verb = method.isAnnotationPresent(POST.class) ? "POST" : "GET";
                    offered.add(verb + " /" + path.value().replaceAll("\\{\\w+}", "{}"));
                }
            }
        }
        return offered;
    }
}
