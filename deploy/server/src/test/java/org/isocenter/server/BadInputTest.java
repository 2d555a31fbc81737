package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of the whole server when what is brought in is bad: a clear error, and the rest goes on. */
@QuarkusTest
@TestProfile(WholeServer.class)
class BadInputTest {
    @TempDir
    Path folder;

    private String project = "";

    @BeforeEach
    void aProjectWithMembers() {
        String name = "b-" + UUID.randomUUID();
        project = as("admin")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", name.substring(2, 18)))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List.of("steward", "researcher").forEach(user -> as("admin")
                .put("/api/v1/projects/" + project + "/members/" + user)
                .then()
                .statusCode(204));
    }

    @Test
    void a_folder_with_bad_files_is_imported_without_them_and_each_is_named_by_its_code() throws IOException {
        byte[] good = Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm"));
        Files.writeString(folder.resolve("text.dcm"), "a text file named .dcm");
        Files.write(folder.resolve("empty.dcm"), new byte[0]);
        Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(good, good.length / 2));
        Files.write(folder.resolve("huge.dcm"), withElementOfFourGigabytes(good));
        Files.write(folder.resolve("good.dcm"), good);
        byte[] picture = Files.readAllBytes(SharedData.data("classification/brain_tumor_mri/glioma/Te-gl_0011.jpg"));
        Files.write(folder.resolve("broken.jpg"), Arrays.copyOf(picture, 200));
        Files.write(folder.resolve("whole.jpg"), picture);

        imported()
                .then()
                .statusCode(200)
                .body("received", equalTo(6), "stored", equalTo(2), "quarantined", equalTo(4))
                .body("broken", contains("broken.jpg"))
                .body("reasons", contains(startsWith("ISO-108")))
                .body("reasons[0]", containsString("Replace it or leave it out"));
        as("steward")
                .get("/api/v1/projects/" + project + "/quarantine")
                .then()
                .statusCode(200)
                .body("code", containsInAnyOrder("ISO-100", "ISO-100", "ISO-101", "ISO-109"))
                .body("reason", everyItem(containsString("xpected")));
    }

    @Test
    void a_cohort_of_one_patient_cannot_be_split_and_says_so() throws IOException {
        Files.write(folder.resolve("one.dcm"), Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm")));
        imported().then().statusCode(200).body("stored", equalTo(1));
        String cohort = as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("name", "all"))
                .post("/api/v1/projects/" + project + "/cohorts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("seed", 7, "validation", 0.2, "test", 0.3))
                .post("/api/v1/cohorts/" + cohort + "/versions")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("ISO-200"), "detail", containsString("widen the query"));
    }

    @Test
    void a_labels_file_that_is_no_table_is_refused_by_line() {
        as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("name", "finding", "kind", "CLASSIFICATION", "classes", List.of("normal")))
                .post("/api/v1/projects/" + project + "/label-schemes")
                .then()
                .statusCode(201);
        as("researcher")
                .multiPart("scheme", "finding")
                .multiPart("name", "first")
                .multiPart(
                        "labels",
                        "labels.csv",
                        "image,label\n\"a.png,normal\n".getBytes(StandardCharsets.UTF_8),
                        "text/csv")
                .post("/api/v1/projects/" + project + "/label-sets")
                .then()
                .statusCode(400)
                .body("code", equalTo("ISO-202"), "detail", containsString("line 2"));
        assertThat(as("researcher")
                        .get("/api/v1/projects/" + project + "/label-sets")
                        .jsonPath()
                        .getList("$"))
                .isEmpty();
    }

    private io.restassured.response.Response imported() {
        return as("steward")
                .contentType(ContentType.JSON)
                .body(Map.of("path", folder.toString()))
                .post("/api/v1/projects/" + project + "/imports");
    }

    /** A private element behind the last one that declares 0xFFFFFFF0 bytes. */
    private static byte[] withElementOfFourGigabytes(byte[] file) {
        byte[] element = {(byte) 0xF1, 0x7F, 0x10, 0x10, 'O', 'B', 0, 0, (byte) 0xF0, -1, -1, -1};
        byte[] longer = Arrays.copyOf(file, file.length + element.length);
        System.arraycopy(element, 0, longer, file.length, element.length);
        return longer;
    }

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(KeycloakResource.token(user));
    }
}
