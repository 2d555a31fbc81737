package org.isocenter.dicom.pull;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.dicom.association.StoreScp;
import org.isocenter.dicom.rest.HospitalProfile;
import org.isocenter.dicom.service.DicomService;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.testing.HospitalCa;
import org.isocenter.platform.testing.Orthanc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives over TLS: a real Orthanc that wants to see our certificate, and peers whose certificates do not fit. */
@QuarkusTest
@TestProfile(HospitalProfile.class)
@TestSecurity(user = "stella", roles = "data-steward")
class TlsArchiveTest {
    private static final int OBJECTS = 6;

    @TempDir
    static Path folder;

    private static Orthanc orthanc;
    private static HospitalCa stranger;
    private static int number;

    @Inject
    Projects projects;

    @Inject
    JobQueue jobs;

    @Inject
    DicomService service;

    private Project project;

    @BeforeAll
    static void an_archive_over_tls() throws Exception {
        Orthanc.requireInstalled();
        orthanc = new Orthanc(folder.resolve("orthanc"), Orthanc.tls(HospitalProfile.authority()));
        for (int study = 0; study < 2; study++) {
            for (int image = 0; image < OBJECTS / 2; image++) {
                orthanc.put(NightStudies.object(study, "CT", image));
            }
        }
        Files.writeString(HospitalProfile.credentials().resolve("tls"), Orthanc.USER + ":" + Orthanc.PASSWORD + "\n");
        stranger = HospitalCa.in(Files.createDirectories(folder.resolve("stranger")));
        stranger.issue("archive");
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
                new Project(ProjectId.random(), "tls-" + number, "TLS" + number, DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "stella"));
        orthanc.knows(project.aeTitle(), service.tlsPort());
    }

    @Test
    void objects_come_by_c_move_over_tls_in_both_directions() {
        add(dimse("127.0.0.1", orthanc.dicomPort(), "MOVE"));
        echo().statusCode(200);
        assertThat(pulled().result()).containsEntry("fetched", OBJECTS).containsEntry("failed", 0);
    }

    @Test
    void objects_come_by_c_get_over_tls() {
        add(dimse("127.0.0.1", orthanc.dicomPort(), "GET"));
        assertThat(pulled().result()).containsEntry("fetched", OBJECTS).containsEntry("failed", 0);
    }

    @Test
    void objects_come_over_https_from_behind_a_proxy_that_wants_our_certificate_and_from_orthanc_that_wants_our_name()
            throws Exception {
        HospitalCa ours = HospitalProfile.authority();
        try (TlsFront front = new TlsFront(ours.context("archive"), orthanc.dicomweb())) {
            add(dicomweb(front.url(), "file:tls"));
            echo().statusCode(200);
            assertThat(pulled().result()).containsEntry("fetched", OBJECTS).containsEntry("failed", 0);
        }
    }

    @Test
    void storescp_with_a_certificate_of_our_authority_is_spoken_to() throws Exception {
        echoOf(HospitalProfile.authority(), HospitalProfile.authority(), "127.0.0.1")
                .statusCode(200);
    }

    @Test
    void an_archive_of_an_authority_that_we_do_not_trust_is_refused_by_name() throws Exception {
        refused(echoOf(stranger, HospitalProfile.authority(), "127.0.0.1"), "trust store");
    }

    @Test
    void an_archive_that_does_not_trust_our_authority_says_so() throws Exception {
        refused(echoOf(HospitalProfile.authority(), stranger, "127.0.0.1"), "refuses ours");
    }

    @Test
    void a_certificate_of_another_host_is_not_taken_for_that_of_the_archive() throws Exception {
        refused(echoOf(HospitalProfile.authority(), HospitalProfile.authority(), "127.0.0.2"), "127.0.0.2");
    }

    @Test
    void an_archive_that_does_not_speak_tls_at_this_port_is_told_from_one_that_is_down() {
        add(dimse("127.0.0.1", service.port(), "MOVE"));
        refused(echo(), "answers without");
    }

    @Test
    void an_archive_that_wants_tls_at_this_port_is_not_asked_without_and_the_message_says_where_to_look() {
        add(Map.of(
                "dimse",
                Map.of("aeTitle", Orthanc.AE_TITLE, "host", "127.0.0.1", "port", service.tlsPort(), "tls", false)));
        echo().statusCode(502)
                .body("name", equalTo("ARCHIVE_UNREACHABLE"))
                .body("detail", containsString("the peer answers in TLS"));
    }

    @Test
    void a_dicomweb_archive_of_another_authority_is_refused_and_never_sees_the_credentials() throws Exception {
        try (TlsFront front = new TlsFront(stranger.context("archive"), orthanc.dicomweb())) {
            add(dicomweb(front.url(), "file:tls"));
            refused(echo(), "trust store");
            assertThat(front.trusted()).isZero();
        }
    }

    @Test
    void a_dicomweb_archive_that_does_not_trust_our_authority_says_so() throws Exception {
        try (TlsFront front =
                new TlsFront(HospitalProfile.authority().context("archive", stranger), orthanc.dicomweb())) {
            add(dicomweb(front.url(), "file:tls"));
            refused(echo(), "refuses ours");
        }
    }

    @Test
    void a_pull_from_an_archive_that_cannot_be_trusted_ends_at_once() throws Exception {
        try (StoreScp peer = storescp(stranger, HospitalProfile.authority())) {
            add(dimse("127.0.0.1", peer.port(), "GET"));
            Job job = pulled();
            assertThat(job.failure().orElseThrow().code().name()).isEqualTo("ARCHIVE_TLS_REFUSED");
        }
    }

    private static void refused(ValidatableResponse answer, String detail) {
        answer.statusCode(502).body("name", equalTo("ARCHIVE_TLS_REFUSED")).body("detail", containsString(detail));
    }

    /** Echoes a storescp that shows a certificate of one authority and trusts another. */
    private ValidatableResponse echoOf(HospitalCa shown, HospitalCa trusted, String host) throws Exception {
        try (StoreScp peer = storescp(shown, trusted)) {
            add(dimse(host, peer.port(), "MOVE"));
            return echo();
        }
    }

    private static StoreScp storescp(HospitalCa shown, HospitalCa trusted) throws IOException {
        return new StoreScp(
                folder,
                0,
                "--ignore",
                "+tls",
                shown.key("archive").toString(),
                shown.certificate("archive").toString(),
                "+cf",
                trusted.authority().toString());
    }

    private String path() {
        return "/api/v1/projects/" + project.name() + "/pacs";
    }

    private void add(Map<String, Object> way) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "main", "limits", Map.of("retries", 1)));
        body.putAll(way);
        given().contentType(ContentType.JSON).body(body).post(path()).then().statusCode(201);
    }

    private ValidatableResponse echo() {
        return given().post(path() + "/main/echo").then();
    }

    private static Map<String, Object> dimse(String host, int port, String retrieve) {
        return Map.of(
                "dimse",
                Map.of("aeTitle", Orthanc.AE_TITLE, "host", host, "port", port, "tls", true, "retrieve", retrieve));
    }

    private static Map<String, Object> dicomweb(String url, String credentials) {
        return Map.of("dicomweb", Map.of("url", url, "credentials", credentials));
    }

    private Job pulled() {
        UUID id = jobs.submit(new JobRequest(
                        project.id(),
                        JobKind.PULL,
                        Map.of("pacs", "main", "modality", List.of("CT")),
                        0,
                        UUID.randomUUID().toString()))
                .id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jobs.find(id).orElseThrow().state().isFinal());
        return jobs.find(id).orElseThrow();
    }
}
