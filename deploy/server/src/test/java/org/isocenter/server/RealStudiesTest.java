package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.service.DicomService;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real series go through the whole server by both doors: every instance is stored once, slices are in order, and no
 * original identifier is left anywhere.
 */
@QuarkusTest
@TestProfile(WholeServer.class)
class RealStudiesTest {
    /** What names a person, a visit or a place; values that an earlier anonymiser put there name nobody. */
    private static final int[] NAMING = {
        Tag.PATIENT_NAME,
        Tag.PATIENT_ID,
        Tag.PATIENT_BIRTH_DATE,
        Tag.ACCESSION_NUMBER,
        Tag.REFERRING_PHYSICIAN_NAME,
        Tag.INSTITUTION_NAME,
        Tag.STUDY_DATE,
        Tag.STUDY_ID
    };

    private static final Set<String> NAMING_NOBODY =
            Set.of("REMOVED", "[REMOVED]", "Institution", "anonymized", "ReferringPhysicianName");

    @Inject
    DicomService service;

    @Inject
    ProjectKeys keys;

    @Inject
    IngestLedger ledger;

    @Inject
    PlatformConfig config;

    @Inject
    DataSource database;

    private String id = "";
    private String name = "";

    @ParameterizedTest
    @ValueSource(strings = {"dcm_qa_ct_ge_head", "dcm4che/mr_series", "sag-anon_mr_t1"})
    void by_storescu_every_instance_is_stored_once_in_order_and_without_its_identity(String folder) throws Exception {
        Path sent = SharedData.data("dicom/" + folder);
        newProject();
        int count = StoreSender.files(sent).size();
        for (int round = 1; round <= 2; round++) {
            int expected = count * round;
            assertThat(StoreSender.send(sent, service.port(), name.substring(2, 18), each -> {}))
                    .hasSize(count);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> ledger.counts(project()).pending() == 0
                            && ledger.counts(project()).received() == expected);
        }
        assertThat(ledger.counts(project())).isEqualTo(new IngestCounts(2L * count, count, count, 0, 0));
        assertInOrder(sent);
        assertNoIdentityLeft(sent, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcm_qa_ct_ge_head", "dcm4che/mr_series", "sag-anon_mr_t1"})
    void by_stow_every_instance_is_stored_once_in_order_and_without_its_identity(String folder) throws Exception {
        Path sent = SharedData.data("dicom/" + folder);
        newProject();
        int count = StoreSender.files(sent).size();
        StringBuilder answers = new StringBuilder();
        for (int round = 1; round <= 2; round++) {
            answers.append(as("steward")
                    .contentType("multipart/related; type=\"application/dicom\"; boundary=iso-part")
                    .body(FromStudyToLabelTest.multipart(StoreSender.files(sent)))
                    .post("/dicomweb/" + name + "/studies")
                    .then()
                    .statusCode(200)
                    .body("'00081199'.Value", hasSize(count))
                    .extract()
                    .asString());
        }
        assertThat(ledger.counts(project())).isEqualTo(new IngestCounts(2L * count, count, count, 0, 0));
        assertInOrder(sent);
        assertNoIdentityLeft(sent, answers.toString());
    }

    private void newProject() {
        name = "r-" + UUID.randomUUID();
        id = as("admin")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", name.substring(2, 18)))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List.of("steward", "researcher").forEach(user -> as("admin")
                .put("/api/v1/projects/" + id + "/members/" + user)
                .then()
                .statusCode(204));
    }

    private ProjectId project() {
        return ProjectId.of(id);
    }

    /** The listing of a study gives its slices in the order of their Instance Number, which here is that of their place. */
    private void assertInOrder(Path sent) throws IOException {
        KeyedUids uids = new KeyedUids(keys.key(project()));
        List<Dataset> slices = new ArrayList<>();
        for (Path file : StoreSender.files(sent)) {
            slices.add(Part10Reader.read(file).dataset());
        }
        slices.sort(
                Comparator.comparing(slice -> slice.integer(Tag.INSTANCE_NUMBER).orElseThrow()));
        List<String> expected = slices.stream()
                .map(slice -> uids.map(slice.string(Tag.SOP_INSTANCE_UID).orElseThrow()))
                .toList();
        String study = uids.map(slices.get(0).string(Tag.STUDY_INSTANCE_UID).orElseThrow());
        List<String> listed = as("researcher")
                .get("/api/v1/projects/" + id + "/studies/" + study + "/instances?limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .path("items.sopInstanceUid");
        assertThat(listed).containsExactlyElementsOf(expected);
        double[] places = slices.stream().mapToDouble(RealStudiesTest::place).toArray();
        assertThat(places)
                .isSortedAccordingTo(places[0] < places[1] ? Comparator.naturalOrder() : Comparator.reverseOrder());
    }

    /** Where a slice lies along the normal of its plane (PS3.3 C.7.6.2.1.1), mm. */
    private static double place(Dataset slice) {
        double[] position = slice.doubles(Tag.IMAGE_POSITION_PATIENT);
        double[] o = slice.doubles(Tag.IMAGE_ORIENTATION_PATIENT);
        return position[0] * (o[1] * o[5] - o[2] * o[4])
                + position[1] * (o[2] * o[3] - o[0] * o[5])
                + position[2] * (o[0] * o[4] - o[1] * o[3]);
    }

    private void assertNoIdentityLeft(Path sent, String answers) throws IOException, SQLException {
        Set<String> identifiers = new LinkedHashSet<>();
        for (Path file : StoreSender.files(sent)) {
            identifiersIn(Part10Reader.read(file).dataset(), identifiers);
        }
        assertThat(identifiers).hasSizeGreaterThan(StoreSender.files(sent).size());
        assertThat(new LeftBehind(database, config.home(), WholeServer.LOG)
                        .and("answers", answers)
                        .placesOf(identifiers))
                .isEmpty();
    }

    private static void identifiersIn(Dataset dataset, Set<String> identifiers) {
        for (Element element : dataset) {
            if (element.vr() == Vr.UI) {
                dataset.strings(element.tag()).stream()
                        .filter(uid -> !KeyedUids.isWellKnown(uid))
                        .forEach(identifiers::add);
            } else if (element.vr() == Vr.SQ) {
                dataset.items(element.tag()).forEach(item -> identifiersIn(item, identifiers));
            }
        }
        for (int tag : NAMING) {
            dataset.string(tag)
                    .filter(value -> value.length() > 5 && !NAMING_NOBODY.contains(value))
                    .ifPresent(identifiers::add);
        }
    }

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(KeycloakResource.token(user));
    }
}
