package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real studies with planted identifiers go through the whole server: in, found, in a cohort, labelled, shown, audited. */
@QuarkusTest
@TestProfile(WholeServer.class)
class FromStudyToLabelTest {
    @Inject
    DataSource database;

    @Inject
    PlatformConfig config;

    private String project = "";

    @BeforeEach
    void aProjectWithMembers() {
        project = project(Map.of());
    }

    private static String project(Map<String, Object> choice) {
        String name = "e-" + UUID.randomUUID();
        Map<String, Object> wish = new HashMap<>(choice);
        wish.put("name", name);
        wish.put("aeTitle", name.substring(2, 18));
        String id = as("admin")
                .contentType(ContentType.JSON)
                .body(wish)
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List.of("steward", "researcher", "radiologist").forEach(user -> as("admin")
                .put("/api/v1/projects/" + id + "/members/" + user)
                .then()
                .statusCode(204));
        return id;
    }

    /** The files plant identifiers in every attribute of the table; options that keep attributes keep the planted too. */
    @Test
    void under_the_basic_profile_planted_identifiers_are_nowhere_after_ingest() throws IOException, SQLException {
        project = project(Map.of("deidentification", List.of()));
        List<Path> inputs = dicomFiles(SharedData.golden("deid/input"));
        as("steward")
                .contentType("multipart/related; type=\"application/dicom\"; boundary=iso-part")
                .body(multipart(inputs))
                .post("/dicomweb/" + project + "/studies");

        as("researcher").get(in("/studies")).then().statusCode(200).body("items", hasSize(greaterThan(5)));
        assertThat(new LeftBehind(database, config.home(), WholeServer.LOG).placesOf(plantedIdentifiers()))
                .isEmpty();
    }

    @Test
    void a_series_is_labelled_by_its_original_uid_and_shown_with_an_audited_look() throws IOException, SQLException {
        Path file = SharedData.data("dicom/dcm4che/mr_series/MR01.dcm");
        stow(file).statusCode(200);
        stow(file).statusCode(200);
        as("steward").get("/api/v1/status").then().body("ingest.duplicates", greaterThan(0));
        String study = as("researcher")
                .get(in("/studies"))
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("items[0].studyInstanceUid");
        String instance = as("researcher")
                .get(in("/studies/" + study + "/instances"))
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("items[0].sopInstanceUid");

        String scheme = scheme("finding", "CLASSIFICATION", List.of("normal", "lesion"));
        importLabels(scheme, "study_uid,label,split\n" + originalStudyUid(file) + ",lesion,train\n", Map.of())
                .statusCode(201)
                .body("labelSet.classes.lesion", equalTo(1), "places[0].sopInstanceUid", equalTo(instance))
                .body("rows[0].line", equalTo(2), "rows[0].sopInstanceUid", equalTo(instance));
        importLabels(scheme, "study_uid,label\n1.2.3.4,lesion\n", Map.of())
                .statusCode(422)
                .body("name", equalTo("UNKNOWN_IMAGE"), "detail", containsString("line 2"))
                .body("detail", not(containsString("1.2.3.4")));

        assertThat(LeftBehind.everyRow(database)).doesNotContain(originalStudyUid(file));

        byte[] picture = rendered(instance, "?window=100,200");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isGreaterThan(1);
        as("radiologist")
                .get(in("/instances/" + instance + "/frames/2/rendered"))
                .then()
                .statusCode(404);
    }

    @Test
    void a_mask_is_imported_frozen_and_laid_over_its_image(@org.junit.jupiter.api.io.TempDir Path folder)
            throws IOException {
        ImageIO.write(
                new BufferedImage(32, 24, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                folder.resolve("a.png").toFile());
        as("steward")
                .contentType(ContentType.JSON)
                .body(Map.of("path", folder.toString()))
                .post(in("/imports"))
                .then()
                .statusCode(200)
                .body("stored", equalTo(1));
        String scheme = scheme("region", "SEGMENTATION", List.of("lesion"));
        String csv = "image,masks,split\na.png,m/a.png,train\n";
        importLabels(scheme, csv, Map.of("m/a.png", mask(31, 24)))
                .statusCode(400)
                .body("detail", containsString("line 2: expected a mask of 32 x 24"));
        String set = importLabels(scheme, csv, Map.of("m/a.png", mask(32, 24)))
                .statusCode(201)
                .body("labelSet.classes.lesion", equalTo(1), "labelSet.frozen", equalTo(false))
                .extract()
                .path("labelSet.id");
        as("researcher")
                .post("/api/v1/label-sets/" + set + "/freeze")
                .then()
                .statusCode(200)
                .body("sha256", not(equalTo(null)), "frozen", equalTo(true));

        String study = as("researcher").get(in("/studies")).path("items[0].studyInstanceUid");
        String instance =
                as("researcher").get(in("/studies/" + study + "/instances")).path("items[0].sopInstanceUid");
        BufferedImage plain = ImageIO.read(new ByteArrayInputStream(rendered(instance, "")));
        BufferedImage covered = ImageIO.read(new ByteArrayInputStream(rendered(instance, "?overlay=" + set)));
        assertThat(covered.getRGB(3, 3)).isNotEqualTo(plain.getRGB(3, 3));
        assertThat(covered.getRGB(20, 20)).isEqualTo(plain.getRGB(20, 20));
    }

    @Test
    void the_trail_of_it_all_verifies_offline() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String export = as("auditor").get("/api/v1/audit/export").asString();
            String roots = as("auditor").get("/api/v1/audit/roots").asString();
            byte[] key = as("auditor").get("/api/v1/audit/key").asByteArray();
            assertThat(export).contains("ISO-PROJECT");
            assertThat(AuditVerifier.verify(
                                    AuditExport.read(export.lines()),
                                    AuditExport.read(roots.lines()).roots(),
                                    RootSigner.publicKey(key))
                            .findings())
                    .isEmpty();
        });
    }

    @Test
    void the_start_page_needs_nobody_and_nothing_from_elsewhere() {
        String page = given().get("/").then().statusCode(200).extract().asString();
        assertThat(page).contains("Isocenter", "/q/health").doesNotContain("src=\"http", "url(http");
        given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200);
    }

    private ValidatableResponse stow(Path file) throws IOException {
        return as("steward")
                .contentType("multipart/related; type=\"application/dicom\"; boundary=iso-part")
                .body(multipart(List.of(file)))
                .post("/dicomweb/" + project + "/studies")
                .then();
    }

    private String scheme(String name, String kind, List<String> classes) {
        as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "kind", kind, "classes", classes))
                .post(in("/label-schemes"))
                .then()
                .statusCode(201);
        return name;
    }

    private ValidatableResponse importLabels(String scheme, String csv, Map<String, byte[]> masks) {
        RequestSpecification request = as("researcher")
                .multiPart("scheme", scheme)
                .multiPart("name", "first")
                .multiPart("labels", "labels.csv", csv.getBytes(UTF_8), "text/csv");
        masks.forEach((name, bytes) -> request.multiPart("masks", name, bytes, "image/png"));
        return request.post(in("/label-sets")).then();
    }

    private byte[] rendered(String instance, String query) {
        return as("radiologist")
                .get(in("/instances/" + instance + "/frames/1/rendered") + query)
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
    }

    private String in(String path) {
        return "/api/v1/projects/" + project + path;
    }

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(KeycloakResource.token(user));
    }

    /** White in the upper left corner. */
    private static byte[] mask(int columns, int rows) throws IOException {
        BufferedImage mask = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        mask.getRaster().setSample(3, 3, 0, 255);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(mask, "png", out);
        return out.toByteArray();
    }

    static byte[] multipart(List<Path> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Path file : files) {
            out.write("--iso-part\r\nContent-Type: application/dicom\r\n\r\n".getBytes(UTF_8));
            out.write(Files.readAllBytes(file));
            out.write("\r\n".getBytes(UTF_8));
        }
        out.write("--iso-part--\r\n".getBytes(UTF_8));
        return out.toByteArray();
    }

    private static List<Path> dicomFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }

    private static String originalStudyUid(Path file) throws IOException {
        return Part10Reader.read(Files.readAllBytes(file))
                .dataset()
                .string(Tag.STUDY_INSTANCE_UID)
                .orElseThrow();
    }

    private static List<String> plantedIdentifiers() throws IOException {
        List<String> identifiers = new ArrayList<>();
        List<String> lines = Files.readAllLines(SharedData.golden("deid/files.csv"));
        for (String line : lines.subList(1, lines.size())) {
            Stream.of(line.split(",", -1))
                    .filter(cell -> cell.startsWith("WXC-") || cell.startsWith("1.2.826.0.1.3680043.10.9999."))
                    .forEach(identifiers::add);
            Stream.of(line.split(",", -1))
                    .filter(cell -> cell.contains("^Testcase"))
                    .map(cell -> cell.substring(0, cell.indexOf('^')))
                    .forEach(identifiers::add);
        }
        assertThat(identifiers).hasSizeGreaterThan(20);
        return identifiers;
    }
}
