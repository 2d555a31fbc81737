package org.isocenter.dicom.pull;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.rest.HospitalProfile;
import org.isocenter.dicom.service.DicomService;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.Orthanc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night with a real archive that has 260 objects and gives at most eight studies in an answer. */
@QuarkusTest
@TestProfile(HospitalProfile.class)
@TestSecurity(user = "stella", roles = "data-steward")
class PullTest {
    private static final int LIMIT = 8;

    @TempDir
    static Path folder;

    private static Orthanc orthanc;
    private static int number;

    @Inject
    Projects projects;

    @Inject
    ProjectKeys keys;

    @Inject
    JobQueue jobs;

    @Inject
    StudyIndex index;

    @Inject
    IngestLedger ledger;

    @Inject
    BlobStore store;

    @Inject
    DicomService service;

    @Inject
    DataSource database;

    private Project project;

    @BeforeAll
    static void an_archive_with_forty_studies() throws Exception {
        Orthanc.requireInstalled();
        orthanc = new Orthanc(
                folder.resolve("orthanc"),
                Map.of("LimitFindResults", LIMIT, "DicomPort", HospitalProfile.orthancPort()));
        for (byte[] object : NightStudies.all()) {
            orthanc.put(object);
        }
        assertThat(orthanc.statistic("CountInstances")).isEqualTo(NightStudies.OBJECTS);
        Files.writeString(HospitalProfile.credentials().resolve("night"), Orthanc.USER + ":" + Orthanc.PASSWORD + "\n");
    }

    @AfterAll
    static void stop() {
        if (orthanc != null) {
            orthanc.close();
        }
    }

    @BeforeEach
    void a_project_of_its_own_that_the_archive_knows() throws Exception {
        number++;
        project = projects.create(
                new Project(ProjectId.random(), "night-" + number, "NIGHT" + number, DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "stella"));
        orthanc.knows(project.aeTitle(), service.port());
    }

    @Test
    void everything_is_pulled_by_c_move_once_and_then_only_what_is_new() throws Exception {
        add(dimse("MOVE"), Map.of("findLimit", LIMIT));
        Job first = ended(pull(Map.of()));
        assertThat(first.result()).isEqualTo(result(NightStudies.STUDIES, NightStudies.OBJECTS, 0, first));
        assertThat((int) first.result().get("spans"))
                .as("no answer has eight studies")
                .isGreaterThan(5);
        assertThat(first.progress().done()).isEqualTo(first.progress().total()).isEqualTo(NightStudies.STUDIES);
        assertEveryObjectIsHereOnce();

        Job second = ended(pull(Map.of()));
        assertThat(second.result()).isEqualTo(result(NightStudies.STUDIES, 0, NightStudies.OBJECTS, second));
        assertThat(ledger.counts(project.id()).received())
                .as("nothing was sent again")
                .isEqualTo(NightStudies.OBJECTS);

        try {
            orthanc.put(NightStudies.object(0, "CT", NightStudies.CT));
            orthanc.put(NightStudies.object(NightStudies.STUDIES, "CT", 0));
            Job third = ended(pull(Map.of()));
            assertThat(third.result()).isEqualTo(result(NightStudies.STUDIES + 1, 2, NightStudies.OBJECTS, third));
        } finally {
            orthanc.remove(NightStudies.uid(0, "CT", NightStudies.CT));
            orthanc.remove(NightStudies.uid(NightStudies.STUDIES, "CT", 0));
        }
        assertThat(imports())
                .as("one import for each study and pull that brought something")
                .isEqualTo(42);
    }

    @Test
    void the_same_comes_by_c_get_over_several_associations() throws Exception {
        add(dimse("GET"), Map.of("findLimit", LIMIT, "associations", 3));
        Job job = ended(pull(Map.of()));
        assertThat(job.result()).isEqualTo(result(NightStudies.STUDIES, NightStudies.OBJECTS, 0, job));
        assertEveryObjectIsHereOnce();
    }

    @Test
    void the_same_comes_over_dicomweb_with_credentials_that_only_a_file_holds() throws Exception {
        add(dicomweb("file:night"), Map.of("findLimit", LIMIT, "associations", 2));
        Job job = ended(pull(Map.of()));
        assertThat(job.result()).isEqualTo(result(NightStudies.STUDIES, NightStudies.OBJECTS, 0, job));
        assertEveryObjectIsHereOnce();
        assertThat(textOf("select cast(connection as text) from archive where project_id = '" + project.id() + "'"))
                .contains("file:night")
                .doesNotContain(Orthanc.PASSWORD);
    }

    @Test
    void only_what_the_query_asks_for_is_pulled() {
        add(dimse("GET"), Map.of("findLimit", LIMIT));
        assertThat(ended(pull(Map.of("modality", List.of("MR")))).result()).containsEntry("fetched", 20);
        assertThat(ended(pull(Map.of(
                                "modality", "CT", "from", "2024-05-05", "to", "2024-05-05", "description", "thorax")))
                        .result())
                .containsEntry("fetched", 60);
        assertThat(ended(pull(Map.of("bodyPart", "HEAD"))).result())
                .containsEntry("fetched", 0)
                .containsEntry("known", 20);
        assertThat(ended(pull(Map.of("days", 30))).result()).containsEntry("studies", 0);
    }

    @Test
    void outside_of_its_hours_a_pull_waits_in_the_queue_and_holds_nobody_up() {
        LocalTime later = LocalTime.now(ZoneOffset.UTC).plusHours(2).truncatedTo(ChronoUnit.MINUTES);
        add(dimse("GET"), Map.of("window", later + "-" + later.plusMinutes(5), "zone", "UTC", "findLimit", LIMIT));
        UUID waiting = pull(Map.of());
        await().atMost(Duration.ofSeconds(20)).until(() -> message(waiting).startsWith("waits for"));
        await().atMost(Duration.ofSeconds(5)).until(() -> job(waiting).state() == JobState.QUEUED);
        assertThat(job(waiting).attempts()).isZero();

        LocalTime before = LocalTime.now(ZoneOffset.UTC).minusHours(1).truncatedTo(ChronoUnit.MINUTES);
        Job other = ended(pull(Map.of("modality", "MR", "window", before + "-" + before.plusHours(3), "zone", "UTC")));
        assertThat(other.result()).containsEntry("fetched", 20);
        assertThat(jobs.cancel(waiting).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void a_rate_is_kept() {
        add(dimse("GET"), Map.of("findLimit", LIMIT));
        Instant start = Instant.now();
        assertThat(ended(pull(Map.of("modality", "MR", "rate", 10))).result()).containsEntry("fetched", 20);
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1800));
    }

    @Test
    void an_archive_that_is_down_is_tried_again_and_what_is_missing_is_pulled_when_it_is_back() throws Exception {
        add(dimse("MOVE"), Map.of("findLimit", LIMIT, "retries", 1));
        orthanc.stop();
        try {
            echo().statusCode(502).body("name", equalTo("ARCHIVE_UNREACHABLE"));
            Job failed = ended(pull(Map.of()));
            assertThat(failed.failure().orElseThrow().code().name()).isEqualTo("ARCHIVE_UNREACHABLE");
        } finally {
            orthanc.again();
            orthanc.knows(project.aeTitle(), service.port());
        }
        UUID patient = pull(Map.of("modality", "MR"));
        assertThat(ended(patient).result()).containsEntry("fetched", 20).containsEntry("failed", 0);
        echo().statusCode(200).body("milliseconds", greaterThanOrEqualTo(0));
    }

    @Test
    void an_archive_that_does_not_know_our_title_says_so_and_nothing_waits_for_ever() {
        Project unknown = projects.create(new Project(
                ProjectId.random(), "unknown-" + number, "NOBODY" + number, DeidentificationChoice.RESEARCH));
        projects.add(new Member(unknown.id(), "stella"));
        project = unknown;
        add(dimse("MOVE"), Map.of("findLimit", LIMIT));
        Job failed = ended(pull(Map.of("modality", "MR")));
        assertThat(failed.failure().orElseThrow().code().name()).isEqualTo("ARCHIVE_REFUSED");
        assertThat(failed.failure().orElseThrow().message()).contains("NOBODY" + number);
    }

    @Test
    void a_pull_that_is_cancelled_stops_between_objects() {
        add(dimse("GET"), Map.of("findLimit", LIMIT, "rate", 20));
        UUID slow = pull(Map.of());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ledger.counts(project.id()).stored() > 3);
        jobs.cancel(slow);
        await().atMost(Duration.ofSeconds(10)).until(() -> job(slow).state() == JobState.CANCELLED);
        assertThat(ledger.counts(project.id()).received()).isLessThan(NightStudies.OBJECTS);
    }

    @Test
    void an_archive_is_asked_what_it_has_and_nobody_is_shown() {
        add(dicomweb("file:night"), Map.of("findLimit", LIMIT));
        Set<String> ours = Set.copyOf(given().contentType(ContentType.JSON)
                .body(Map.of("modality", List.of("CT"), "from", "2024-05-05", "to", "2024-05-05"))
                .post(path() + "/main/find")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("studies", hasSize(20))
                .body("studies.date", everyItem(equalTo("20240505")))
                .body("studies.instances", everyItem(greaterThanOrEqualTo(6)))
                .extract()
                .<List<String>>path("studies.study"));
        assertThat(ours).hasSize(20).allMatch(uid -> uid.startsWith("2.25."));
        given().contentType(ContentType.JSON)
                .body(Map.of("limit", 3))
                .post(path() + "/main/find")
                .then()
                .body("complete", equalTo(false))
                .body("studies", hasSize(3));
    }

    @Test
    void entries_are_listed_and_removed_and_bad_ones_refused() {
        add(dimse("MOVE"), Map.of("window", "22:00-05:30", "zone", "Europe/Berlin"));
        given().get(path())
                .then()
                .statusCode(200)
                .body("[0].name", equalTo("main"))
                .body("[0].dimse.aeTitle", equalTo("ORTHANC"))
                .body("[0].limits.window", equalTo("22:00-05:30"))
                .body("[0].limits.zone", equalTo("Europe/Berlin"));
        refused(409, dimse("MOVE"), Map.of(), containsString("of this name"));
        refused(400, Map.of("name", "x"), Map.of(), containsString("either dimse or dicomweb"));
        refused(400, dimse("MOVE"), Map.of("window", "22-5", "zone", "UTC"), containsString("22:00-05:30"));
        refused(400, dimse("MOVE"), Map.of("window", "22:00-05:30"), containsString("zone"));
        refused(400, dicomweb("secret"), Map.of(), containsString("by reference"));
        refused(400, dicomweb("env:QUARKUS_DATASOURCE_PASSWORD"), Map.of(), containsString("ISOCENTER_PACS_"));
        refused(400, dicomweb("file:../keys"), Map.of(), not(containsString("keys")));
        given().delete(path() + "/main").then().statusCode(204);
        given().delete(path() + "/main").then().statusCode(404);
        given().contentType(ContentType.JSON)
                .body(Map.of("kind", "PULL", "parameters", Map.of("pacs", "main")))
                .post("/api/v1/projects/" + project.name() + "/jobs")
                .then()
                .statusCode(400)
                .body("name", equalTo("INVALID_PLAN"));
    }

    @Test
    void orthanc_sends_to_us_asks_us_and_fetches_from_us() throws Exception {
        orthanc.sendAllTo(project.aeTitle());
        await().atMost(Duration.ofSeconds(40)).until(() -> ledger.counts(project.id())
                .equals(new IngestCounts(NightStudies.OBJECTS, NightStudies.OBJECTS, 0, 0, 0)));
        int before = orthanc.statistic("CountStudies");
        assertThat(orthanc.fetchStudies(project.aeTitle(), Map.of("ModalitiesInStudy", "MR")))
                .isEqualTo(NightStudies.STUDIES / 4);
        assertThat(orthanc.statistic("CountStudies"))
                .as("ours have names of their own")
                .isEqualTo(before + NightStudies.STUDIES / 4);
        orthanc.removeStudiesBut(NightStudies.PREFIX);
    }

    private String path() {
        return "/api/v1/projects/" + project.name() + "/pacs";
    }

    private void add(Map<String, Object> way, Map<String, Object> limits) {
        send(way, limits).statusCode(201);
    }

    private void refused(
            int status, Map<String, Object> way, Map<String, Object> limits, org.hamcrest.Matcher<String> detail) {
        send(way, limits).statusCode(status).body("detail", detail);
    }

    private io.restassured.response.ValidatableResponse send(Map<String, Object> way, Map<String, Object> limits) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "main", "limits", limits));
        body.putAll(way);
        return given().contentType(ContentType.JSON).body(body).post(path()).then();
    }

    private io.restassured.response.ValidatableResponse echo() {
        return given().post(path() + "/main/echo").then();
    }

    private static Map<String, Object> dimse(String retrieve) {
        return Map.of(
                "dimse",
                Map.of(
                        "aeTitle",
                        Orthanc.AE_TITLE,
                        "host",
                        "127.0.0.1",
                        "port",
                        orthanc.dicomPort(),
                        "retrieve",
                        retrieve));
    }

    private static Map<String, Object> dicomweb(String credentials) {
        return Map.of("dicomweb", Map.of("url", orthanc.dicomweb().toString(), "credentials", credentials));
    }

    private UUID pull(Map<String, Object> query) {
        Map<String, Object> parameters = new HashMap<>(query);
        parameters.put("pacs", "main");
        return jobs.submit(new JobRequest(
                        project.id(),
                        JobKind.PULL,
                        parameters,
                        0,
                        UUID.randomUUID().toString()))
                .id();
    }

    private Job ended(UUID job) {
        await().atMost(Duration.ofSeconds(60)).until(() -> job(job).state().isFinal());
        return job(job);
    }

    private Job job(UUID id) {
        return jobs.find(id).orElseThrow();
    }

    private String message(UUID id) {
        return job(id).progress().message();
    }

    private static Map<String, Object> result(int studies, int fetched, int known, Job job) {
        return Map.of(
                "pacs",
                "main",
                "studies",
                studies,
                "spans",
                Optional.ofNullable(job.result().get("spans")).orElse("none: " + job.failure()),
                "fetched",
                fetched,
                "known",
                known,
                "failed",
                0);
    }

    private void assertEveryObjectIsHereOnce() throws Exception {
        KeyedUids uids = new KeyedUids(keys.key(project.id()));
        Map<SopInstanceUid, byte[]> pixels = new HashMap<>();
        for (byte[] object : NightStudies.all()) {
            var dataset = Part10Reader.read(object).dataset();
            pixels.put(
                    new SopInstanceUid(
                            uids.map(dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow())),
                    dataset.bytes(Tag.PIXEL_DATA));
        }
        Map<SopInstanceUid, InstanceRecord> found = index.get(project.id(), pixels.keySet());
        assertThat(found.keySet()).isEqualTo(pixels.keySet());
        for (InstanceRecord instance : found.values()) {
            byte[] stored = store.open(instance.blob()).readAllBytes();
            assertThat(Part10Reader.read(stored).dataset().bytes(Tag.PIXEL_DATA))
                    .isEqualTo(pixels.get(instance.instance()));
        }
        assertThat(ledger.counts(project.id()))
                .isEqualTo(new IngestCounts(NightStudies.OBJECTS, NightStudies.OBJECTS, 0, 0, 0));
        assertThat(found.values().stream().map(InstanceRecord::study).collect(Collectors.toSet()))
                .hasSize(NightStudies.STUDIES);
    }

    private int imports() throws SQLException {
        return Integer.parseInt(textOf("select count(*) from audit_event where event like '%110107%' and event like"
                + " '%\"archive\"%' and project_id = '" + project.id() + "'"));
    }

    private String textOf(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
