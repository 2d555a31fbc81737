package org.isocenter.platform.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.curation.Flag;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.persistence.Fixture;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.Pseudonyms;
import org.isocenter.platform.security.SourceKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.study.QualityEvent.Kind;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyUid;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each resource once, and how it fails; the matrix of roles with real tokens stands in the server's tests. */
@QuarkusTest
@TestProfile(GroundProfile.class)
class ResourcesTest {
    @Inject
    Fixture fixture;

    @Inject
    Projects projects;

    @Inject
    StudyIndex index;

    @Inject
    Identities identities;

    @Inject
    QualityEvents quality;

    @Inject
    Curation curation;

    @Inject
    ProjectKeys keys;

    @Inject
    ModelRegistry models;

    @Inject
    BlobStore blobs;

    @Inject
    JobQueue jobs;

    private ProjectId mine;
    private ProjectId foreign;

    @BeforeEach
    void twoProjects() {
        mine = fixture.project();
        foreign = fixture.project();
        List.of("rita", "stella").forEach(user -> projects.add(new Member(mine, user)));
        for (int patient = 1; patient <= 6; patient++) {
            index.index(withSource(Fixture.instance(mine, patient, 1), "images/" + patient + ".png"));
        }
    }

    @Test
    void no_token_is_401_with_a_problem() {
        given().get("/api/v1/projects")
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("ISO-002"), "status", equalTo(401));
    }

    @Test
    @TestSecurity(user = "otto", roles = "auditor")
    void the_wrong_role_is_403_with_a_problem() {
        given().get("/api/v1/projects")
                .then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE)
                .body("name", equalTo("FORBIDDEN"));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void another_projects_thing_does_not_exist() {
        String job = submit(mine, "p1").path("id");
        given().get("/api/v1/projects/" + mine).then().statusCode(200);
        given().get("/api/v1/projects/" + foreign).then().statusCode(404).body("code", equalTo("ISO-004"));
        given().get("/api/v1/projects/" + foreign + "/studies").then().statusCode(404);
        projects.remove(new Member(mine, "rita"));
        given().get("/api/v1/jobs/" + job).then().statusCode(404);
        given().get("/api/v1/jobs/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "stella", roles = "data-steward")
    void a_steward_sees_who_a_pseudonym_stands_for_until_it_is_unlinked() {
        String path = "/api/v1/projects/" + mine + "/identities/P1";
        given().get(path).then().statusCode(404);
        identities.remember(
                mine, new Pseudonym("P1"), new PatientIdentity(Map.of("PatientID", "4711")), UUID.randomUUID());
        given().get(path).then().statusCode(200).body("PatientID", equalTo("4711"));
        given().delete(path).then().statusCode(204);
        given().get(path).then().statusCode(404);
        given().delete(path).then().statusCode(404);
        given().post("/api/v1/identity-key").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "ada", roles = "admin")
    void an_administrator_seals_the_map_of_identities_anew() {
        identities.remember(
                mine, new Pseudonym("P1"), new PatientIdentity(Map.of("PatientID", "4711")), UUID.randomUUID());
        String first = given().post("/api/v1/identity-key")
                .then()
                .statusCode(200)
                .extract()
                .path("keyId");
        given().post("/api/v1/identity-key")
                .then()
                .statusCode(200)
                .body("keyId", not(equalTo(first)), "resealed", greaterThanOrEqualTo(1));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void what_was_wrong_with_a_series_as_it_came_is_told() {
        InstanceRecord instance = Fixture.instance(mine, 1, 1);
        quality.record(mine, instance.instance(), List.of(new QualityEvent(Kind.MISSING_ATTRIBUTE, "PatientSex")));
        String study = instance.study().value();
        given().get("/api/v1/projects/" + mine + "/studies/" + study + "/quality")
                .then()
                .statusCode(200)
                .body(
                        "kind", contains("MISSING_ATTRIBUTE"),
                        "place", contains("PatientSex"),
                        "instances", contains(1),
                        "seriesInstanceUid", contains(instance.series().value()));
        given().get("/api/v1/projects/" + foreign + "/studies/" + study + "/quality")
                .then()
                .statusCode(404);
    }

    @Test
    @TestSecurity(user = "ada", roles = "admin")
    void an_administrator_makes_projects_and_members_but_sees_no_study() {
        String name = "new-" + UUID.randomUUID();
        String id = given().contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", name.substring(4, 20)))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .body("deidentification", hasItem("MODIFIED_DATES"))
                .extract()
                .path("id");
        given().put("/api/v1/projects/" + name + "/members/rita").then().statusCode(204);
        given().get("/api/v1/projects/" + id + "/members").then().body("$", contains("rita"));
        given().delete("/api/v1/projects/" + id + "/members/rita").then().statusCode(204);
        given().get("/api/v1/projects/" + id + "/studies").then().statusCode(403);
        given().contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", "OTHER"))
                .post("/api/v1/projects")
                .then()
                .statusCode(409)
                .body("name", equalTo("CONFLICT"));
    }

    @Test
    @TestSecurity(user = "ada", roles = "admin")
    void a_bad_request_names_what_is_wrong() {
        postProject(Map.of("aeTitle", "A")).then().statusCode(400).body("violations", hasSize(1));
        postProject(Map.of("name", "bad name!", "aeTitle", "A"))
                .then()
                .statusCode(400)
                .body("detail", equalTo("a project's name has 1 to 64 letters, digits, dots, dashes or underscores"));
        given().contentType(ContentType.JSON)
                .body("{\"name\": ")
                .post("/api/v1/projects")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("ISO-001"));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void studies_are_read_page_by_page() {
        String next = given().get("/api/v1/projects/" + mine + "/studies?limit=4")
                .then()
                .statusCode(200)
                .body("items", hasSize(4), "items[0].patient", equalTo("P1"))
                .extract()
                .path("next");
        given().queryParam("cursor", next)
                .get("/api/v1/projects/" + mine + "/studies")
                .then()
                .body("items", hasSize(2), "next", equalTo(null));
        given().get("/api/v1/projects/" + mine + "/studies/1.2.1.3/instances")
                .then()
                .body("items[0].sopInstanceUid", equalTo("1.2.3.3.1"));
        given().get("/api/v1/projects/" + mine + "/studies/1.2.1.3/series")
                .then()
                .body("items[0].instances", equalTo(1));
        given().get("/api/v1/projects/" + mine + "/instances/1.2.3.3.1").then().statusCode(200);
        given().get("/api/v1/projects/" + mine + "/studies?limit=0").then().statusCode(400);
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void a_cohort_is_made_frozen_and_shown() {
        String cohort = newCohort();
        String version = freeze(cohort, Map.of("seed", 7, "validation", 0.2, "test", 0.3))
                .then()
                .statusCode(201)
                .body("number", equalTo(1), "frames.TEST", equalTo(2), "patients.TRAIN", equalTo(3))
                .extract()
                .path("id");
        given().get("/api/v1/cohort-versions/" + version + "/members").then().body("$", hasSize(6));
        given().get("/api/v1/cohorts/" + cohort + "/versions").then().body("$", hasSize(1));
        given().get("/api/v1/projects/" + mine + "/cohorts").then().body("id", contains(cohort));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void a_given_split_names_images_by_the_path_they_came_from() {
        String cohort = newCohort();
        freeze(
                        cohort,
                        Map.of(
                                "places",
                                List.of(
                                        Map.of("image", "images/1.png", "partition", "TRAIN"),
                                        Map.of("image", "./images/2.png", "partition", "TEST"))))
                .then()
                .statusCode(201)
                .body("frames.TRAIN", equalTo(1), "frames.TEST", equalTo(1), "frames.UNLABELLED", equalTo(4));
        freeze(cohort, Map.of("places", List.of(Map.of("image", "images/77.png", "partition", "TRAIN"))))
                .then()
                .statusCode(422)
                .body("name", equalTo("UNKNOWN_IMAGE"));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void a_given_split_names_objects_as_they_were_called_before() {
        index.index(knownAs(Fixture.instance(mine, 7, 1), "1.2.3.7", "Seven"));
        index.index(knownAs(Fixture.instance(mine, 8, 1), "1.2.3.8", "Eight"));
        String cohort = newCohort();
        Map<String, String> seven = Map.of("studyUid", "1.2.3.7", "partition", "TRAIN");
        freeze(cohort, Map.of("places", List.of(seven, Map.of("patient", "Eight", "partition", "TEST"))))
                .then()
                .statusCode(201)
                .body("frames.TRAIN", equalTo(1), "frames.TEST", equalTo(1), "frames.UNLABELLED", equalTo(6));
        freeze(cohort, Map.of("places", List.of(seven, Map.of("sopUid", "1.2.3.7", "partition", "TEST"))))
                .then()
                .statusCode(422)
                .body("name", equalTo("UNKNOWN_IMAGE"));
        freeze(cohort, Map.of("places", List.of(seven, Map.of("studyUid", "1.2.3.7", "partition", "TEST"))))
                .then()
                .statusCode(422)
                .body("name", equalTo("SPLIT_CROSSES_PATIENT"));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void a_job_is_submitted_once_followed_paused_and_cancelled() {
        String job = submit(mine, "once").path("id");
        assertThat(submit(mine, "once").<String>path("id")).isEqualTo(job);
        given().post("/api/v1/jobs/" + job + "/pause").then().body("state", equalTo("PAUSED"));
        given().post("/api/v1/jobs/" + job + "/resume").then().body("state", equalTo("QUEUED"));
        given().post("/api/v1/jobs/" + job + "/cancel").then().body("state", equalTo("CANCELLED"));
        given().post("/api/v1/jobs/" + job + "/cancel").then().statusCode(409);

        String events =
                given().get("/api/v1/jobs/" + job + "/events").then().extract().asString();
        assertThat(events).startsWith("data:").contains("\"state\":\"CANCELLED\"");
        given().get("/api/v1/jobs/" + job + "/metrics").then().body("$", hasSize(0));
        given().get("/api/v1/jobs/" + job + "/log").then().body("$", hasSize(0));
        given().get("/api/v1/projects/" + mine + "/jobs").then().body("id", contains(job));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void a_picture_of_a_run_is_shown_and_the_look_is_audited_for_each_study_that_is_seen() {
        UUID job = jobs.submit(new JobRequest(mine, JobKind.PRETRAIN, Map.of(), 1000, "pictures"))
                .id();
        Lease lease = jobs.claim("worker", Set.of(Lane.LONG)).orElseThrow().lease();
        List<SopInstanceUid> seen = List.of(1, 2).stream()
                .map(patient -> Fixture.instance(mine, patient, 1).instance())
                .toList();
        byte[] png = {1, 2, 3};
        jobs.picture(lease, new JobPicture(4, "neighbours", "what is alike", seen, blobs.put(png)));
        jobs.complete(lease, Map.of());
        String pictures = "/api/v1/jobs/" + job + "/pictures";

        given().get(pictures).then().body("name", contains("neighbours"), "caption", contains("what is alike"));
        assertThat(fixture.looks(mine)).isZero();
        assertThat(given().get(pictures + "/neighbours/4")
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray())
                .isEqualTo(png);
        assertThat(fixture.looks(mine)).isEqualTo(2);
        given().get(pictures + "/neighbours/5").then().statusCode(404);
    }

    @Test
    @TestSecurity(user = "stella", roles = "data-steward")
    void a_steward_decides_about_flags_and_submits_curation_but_no_training() {
        Flag flag = new Flag(
                UUID.randomUUID(),
                mine,
                UUID.randomUUID(),
                Fixture.instance(mine, 1, 1).frameIds().findFirst().orElseThrow(),
                CurationIssue.BLANK,
                0.8,
                "blank",
                Map.of("std", 0.1));
        curation.raise(List.of(flag));

        given().get("/api/v1/projects/" + mine + "/flags?issue=BLANK").then().body("items", hasSize(1));
        given().contentType(ContentType.JSON)
                .body(Map.of("verdict", "EXCLUDE"))
                .post("/api/v1/flags/" + flag.id() + "/decisions")
                .then()
                .statusCode(200)
                .body("by", equalTo("stella"));
        given().get("/api/v1/flags/" + flag.id() + "/decisions").then().body("verdict", contains("EXCLUDE"));
        submit(mine, "training").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void weights_come_in_and_go_out_as_they_are() {
        byte[] weights = {1, 2, 3, 4};
        String encoder = given().contentType("application/octet-stream")
                .queryParam("name", "imagenet")
                .queryParam("architecture", "resnet18")
                .body(weights)
                .post("/api/v1/projects/" + mine + "/encoders")
                .then()
                .statusCode(201)
                .body("stage", equalTo("IMAGENET"))
                .extract()
                .path("id");

        given().get("/api/v1/encoders/" + encoder + "/lineage").then().body("id", contains(encoder));
        assertThat(given().get("/api/v1/encoders/" + encoder + "/weights").asByteArray())
                .isEqualTo(weights);
        given().get("/api/v1/encoders/" + encoder + "/weights?format=npz")
                .then()
                .statusCode(400);
        given().get("/api/v1/projects/" + mine + "/encoders").then().body("id", contains(encoder));
        given().get("/api/v1/projects/" + mine + "/heads").then().body("$", hasSize(0));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void what_a_head_predicted_is_shown_as_it_was_measured() {
        String predictions = "[{\"sopInstanceUid\":\"1.2.3\",\"score\":0.9}]";
        UUID head = head(
                Map.of("predictions", blobs.put(predictions.getBytes(UTF_8)).sha256()));

        given().get("/api/v1/heads/" + head + "/predictions")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("[0].score", equalTo(0.9f));
        given().get("/api/v1/heads/" + head(Map.of()) + "/predictions")
                .then()
                .statusCode(404)
                .body("name", equalTo("NOT_FOUND"));
    }

    @Test
    @TestSecurity(
            user = "stella",
            roles = {"researcher", "radiologist"})
    void a_head_is_reviewed_approved_and_retired_with_a_reason_each() {
        String head = "/api/v1/heads/" + head(Map.of());

        step(head + "/approval", Map.of("comment", "at once"))
                .statusCode(409)
                .body("detail", org.hamcrest.Matchers.containsString("it can become reviewed or retired"));
        step(head + "/review", Map.of("comment", " ")).statusCode(400);
        step(head + "/review", Map.of("comment", "looked at")).statusCode(200).body("state", equalTo("REVIEWED"));
        step(head + "/approval", Map.of("comment", "fit", "intendedUse", "Sorting a worklist."))
                .statusCode(200)
                .body("steps[1].by", equalTo("stella"), "steps[1].intendedUse", equalTo("Sorting a worklist."));
        step(head + "/retirement", Map.of("comment", "a better one is there"))
                .statusCode(200)
                .body("state", equalTo("RETIRED"));
        given().get(head).then().body("steps", hasSize(3));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void nobody_reviews_a_head_of_ones_own() {
        step("/api/v1/heads/" + head(Map.of()) + "/review", Map.of("comment", "fine"))
                .statusCode(403)
                .body("detail", org.hamcrest.Matchers.containsString("others than the one who trained it"));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void a_head_has_a_card_as_values_as_markdown_and_as_a_page() {
        String card = "/api/v1/heads/" + head(Map.of("classes", List.of("lesion", "none"))) + "/card";

        given().get(card)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body(
                        "head.state",
                        equalTo("DRAFT"),
                        "use.byApprover",
                        equalTo(false),
                        "data",
                        equalTo(null),
                        "report.trainLabels",
                        equalTo(3),
                        "chain[0].name",
                        equalTo("start"));
        assertThat(given().get(card + "?format=markdown").asString()).startsWith("# head\n");
        given().get(card + "?format=html&pictures=false")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(org.hamcrest.Matchers.containsString("Tells lesion, none in single images"));
        given().get(card + "?format=pdf").then().statusCode(400);
        given().get("/api/v1/heads/" + UUID.randomUUID() + "/card").then().statusCode(404);
    }

    private static ValidatableResponse step(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private UUID head(Map<String, Object> configuration) {
        UUID id = UUID.randomUUID();
        UUID encoder = UUID.randomUUID();
        models.register(new EncoderVersion(
                encoder,
                mine,
                "start",
                "resnet18",
                new BlobKey("cd".repeat(32)),
                Optional.empty(),
                Stage.RANDOM,
                "random",
                Optional.empty(),
                1,
                "test",
                Optional.empty(),
                Map.of(),
                Instant.now()));
        models.register(new HeadVersion(
                id,
                mine,
                "head",
                LabelKind.CLASSIFICATION,
                "linear",
                "chain",
                encoder,
                new BlobKey("ab".repeat(32)),
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                "test",
                UUID.randomUUID(),
                configuration,
                new EvaluationReport(Map.of(), Map.of(), 3, 2, 2, Evidence.NONE),
                "rita",
                List.of(),
                Instant.now()));
        return id;
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void a_parameter_without_a_value_is_as_if_it_were_not_there() {
        given().contentType(ContentType.JSON)
                .body("{\"kind\": \"PRETRAIN\", \"parameters\": {\"parent\": null, \"epochs\": 2}}")
                .post("/api/v1/projects/" + mine + "/jobs")
                .then()
                .statusCode(201)
                .body("parameters", equalTo(Map.of("epochs", 2)));
    }

    @Test
    @TestSecurity(user = "otto", roles = "auditor")
    void an_auditor_exports_a_trail_that_verifies_with_what_the_interface_gives() {
        String export = given().get("/api/v1/audit/export")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String roots = given().get("/api/v1/audit/roots").asString();
        byte[] key = given().get("/api/v1/audit/key").asByteArray();

        assertThat(AuditVerifier.verify(
                                AuditExport.read(export.lines()),
                                AuditExport.read(roots.lines()).roots(),
                                RootSigner.publicKey(key))
                        .findings())
                .isEmpty();
        given().get("/api/v1/audit/events?limit=2").then().body("items", hasSize(2), "next", not(equalTo(null)));
    }

    @Test
    @TestSecurity(user = "otto", roles = "auditor")
    void a_refused_call_is_in_the_trail() {
        given().get("/api/v1/projects").then().statusCode(403);

        Awaitility.await().untilAsserted(() -> assertThat(
                        given().get("/api/v1/audit/export").asString())
                .contains("110113", "otto"));
    }

    @Test
    @TestSecurity(user = "rita", roles = "researcher")
    void the_status_counts_what_came_in() {
        given().get("/api/v1/status")
                .then()
                .statusCode(200)
                .body("ingest.received", org.hamcrest.Matchers.greaterThanOrEqualTo(0), "version", not(equalTo(null)));
    }

    private Response submit(ProjectId project, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("kind", "PRETRAIN", "parameters", Map.of("epochs", 2)))
                .post("/api/v1/projects/" + project + "/jobs");
    }

    private Response postProject(Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/projects");
    }

    private String newCohort() {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "all", "conditions", List.of(Map.of("keyword", "Modality", "values", List.of("CT")))))
                .post("/api/v1/projects/" + mine + "/cohorts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response freeze(String cohort, Map<String, ?> split) {
        return given().contentType(ContentType.JSON).body(split).post("/api/v1/cohorts/" + cohort + "/versions");
    }

    private InstanceRecord knownAs(InstanceRecord plain, String originalStudy, String originalPatient) {
        byte[] key = keys.key(mine);
        return new InstanceRecord(
                plain.instance(),
                plain.series(),
                new StudyUid(new KeyedUids(key).map(originalStudy)),
                new Pseudonym(new Pseudonyms(key).of(Pseudonyms.patientKey(originalPatient, ""))),
                plain.project(),
                plain.blob(),
                plain.frames(),
                plain.modality(),
                plain.headers(),
                plain.sourceKey());
    }

    private InstanceRecord withSource(InstanceRecord plain, String path) {
        return new InstanceRecord(
                plain.instance(),
                plain.series(),
                plain.study(),
                plain.patient(),
                plain.project(),
                plain.blob(),
                plain.frames(),
                plain.modality(),
                plain.headers(),
                Optional.of(SourceKey.of(keys.key(mine), path)));
    }
}
