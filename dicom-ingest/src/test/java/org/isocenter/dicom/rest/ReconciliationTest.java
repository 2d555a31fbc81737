package org.isocenter.dicom.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each thing that a crash may leave is planted, found, told and put right; nothing else is touched. */
@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(user = "ada", roles = "admin")
class ReconciliationTest {
    private static int number;

    @Inject
    Projects projects;

    @Inject
    StudyIndex index;

    @Inject
    IngestLedger ledger;

    @Inject
    IngestRunner runner;

    @Inject
    BlobStore store;

    @Inject
    DicomConfig config;

    @Inject
    PlatformConfig platform;

    @Inject
    DataSource database;

    private Project project;

    @BeforeEach
    void a_project_and_nothing_left_from_before() {
        number++;
        project = projects.create(new Project(
                ProjectId.random(), "reconcile-" + number, "RECON" + number, DeidentificationChoice.RESEARCH));
        reconcile();
    }

    @Test
    void an_object_that_no_row_names_is_deleted_once_nobody_can_be_at_work_on_it() throws IOException, SQLException {
        BlobKey orphan = store.put("left by a crash".getBytes(StandardCharsets.UTF_8));
        assertThat(reconcile()).isEmpty();
        assertThat(store.contains(orphan)).isTrue();

        age(platform.storeFolder());
        assertThat(reconcile()).containsExactly("UNNAMED_BLOB " + orphan.sha256() + " true");
        assertThat(store.contains(orphan)).isFalse();
        assertThat(events(orphan.sha256())).isEqualTo(1);
        assertThat(reconcile()).isEmpty();
    }

    @Test
    void more_than_crashes_leave_are_deleted_only_on_request() throws IOException {
        for (int i = 0; i <= 100; i++) {
            store.put(("left " + i).getBytes(StandardCharsets.UTF_8));
        }
        age(platform.storeFolder());
        assertThat(reconcile()).hasSize(101).allMatch(finding -> finding.endsWith("false"));
        assertThat(reconcile("?all=true")).hasSize(101).allMatch(finding -> finding.endsWith("true"));
        assertThat(reconcile()).isEmpty();
    }

    @Test
    void stored_objects_that_rows_name_stay_however_old() throws IOException {
        InstanceRecord instance = ingested();
        age(platform.storeFolder());
        assertThat(reconcile()).isEmpty();
        assertThat(store.contains(instance.blob())).isTrue();
    }

    @Test
    void a_row_whose_object_is_lost_is_told_until_its_source_sends_it_again() throws IOException, SQLException {
        InstanceRecord instance = ingested();
        store.delete(instance.blob());
        String finding = "MISSING_BLOB instance " + instance.instance() + " false";
        assertThat(reconcile()).containsExactly(finding);
        assertThat(events(instance.instance().value())).isGreaterThan(0);
        assertThat(reconcile()).containsExactly(finding);

        ingested();
        assertThat(reconcile()).isEmpty();
    }

    @Test
    void what_killed_processes_left_half_written_is_swept_up() throws IOException {
        Path spool = Files.write(config.spoolFolder().resolve("half.sealed.0001"), new byte[8]);
        Path held = Files.write(config.quarantineFolder().resolve("half.sealed.0002"), new byte[8]);
        Files.createDirectories(platform.storeFolder().resolve("incoming"));
        Path aside = Files.write(platform.storeFolder().resolve("incoming/0003"), new byte[8]);
        assertThat(reconcile()).isEmpty();

        for (Path file : List.of(spool, held, aside)) {
            old(file);
        }
        assertThat(reconcile())
                .containsExactlyInAnyOrder(
                        "HALF_WRITTEN spool/half.sealed.0001 true",
                        "HALF_WRITTEN quarantine/half.sealed.0002 true",
                        "HALF_WRITTEN incoming/0003 true");
        assertThat(spool).doesNotExist();
        assertThat(held).doesNotExist();
        assertThat(aside).doesNotExist();
    }

    @Test
    void halves_in_quarantine_are_discarded_and_whole_entries_stay() throws IOException {
        runner.ingest(runner.receive(project, Optional.empty(), "no dicom".getBytes(StandardCharsets.US_ASCII)));
        UUID object = UUID.randomUUID();
        UUID reason = UUID.randomUUID();
        Files.write(config.quarantineFolder().resolve(object + ".sealed"), new byte[8]);
        Files.write(config.quarantineFolder().resolve(reason + ".json"), new byte[8]);
        age(config.quarantineFolder());
        assertThat(reconcile())
                .containsExactlyInAnyOrder("STRAY_HELD " + object + " true", "STRAY_HELD " + reason + " true");
        assertThat(runner.held(project.id())).hasSize(1);
    }

    @Test
    void an_object_that_was_acknowledged_and_is_lost_is_told_and_no_longer_counted() throws IOException, SQLException {
        Spooled lost = runner.receive(project, Optional.empty(), new byte[8]);
        deleteSpooled();
        ledger.received(project.id(), UUID.randomUUID()); // of another machine's spool
        assertThat(reconcile()).isEmpty();
        assertThat(ledger.counts(project.id()).pending()).isEqualTo(2);

        execute("update ingest_object set received_at = received_at - interval '2 hours'");
        assertThat(reconcile()).containsExactly("LOST_OBJECT " + lost.id() + " false");
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(1, 0, 0, 0, 1));
    }

    @Test
    void the_note_of_an_object_that_ended_before_a_crash_is_forgotten() throws IOException, SQLException {
        UUID ended = runner.receive(project, Optional.empty(), new byte[8]).id();
        ledger.end(project.id(), ended, () -> IngestLedger.Fate.STORED);
        deleteSpooled();
        execute("update ingest_object set received_at = received_at - interval '2 hours'");
        assertThat(reconcile()).containsExactly("ENDED_OBJECT " + ended + " true");
        assertThat(ledger.counts(project.id())).isEqualTo(new IngestCounts(1, 1, 0, 0, 0));
    }

    @Test
    void what_waits_for_a_project_that_is_gone_is_deleted() throws IOException, SQLException {
        Spooled spooled = runner.receive(project, Optional.empty(), new byte[8]);
        execute("delete from project where name = '%s'".formatted(project.name()));
        age(config.spoolFolder());
        assertThat(reconcile()).containsExactly("STRAY_OBJECT " + spooled.id() + " true");
        assertThat(runner.waits(spooled)).isFalse();
    }

    @Test
    void the_last_comparison_can_be_read_again() {
        reconcile();
        given().get("/api/v1/reconciliation").then().statusCode(200);
    }

    private InstanceRecord ingested() throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.golden("deid/input/ref-ct1.dcm"));
        runner.ingest(runner.receive(project, Optional.empty(), bytes));
        return index.find(StudyQuery.of(project.id())).items().get(0);
    }

    private static List<String> reconcile() {
        return reconcile("");
    }

    private static List<String> reconcile(String query) {
        List<Map<String, Object>> findings = given().post("/api/v1/reconciliation" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("findings");
        return findings.stream()
                .map(each -> each.get("kind") + " " + each.get("name") + " " + each.get("repaired"))
                .toList();
    }

    private void deleteSpooled() throws IOException {
        try (Stream<Path> files = Files.list(config.spoolFolder())) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".sealed")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Lets everything below a folder look as if it were from two hours ago. */
    private static void age(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                old(file);
            }
        }
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private int events(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement(
                        "select count(*) from audit_event where event like '%reconciliation%' and event like ?")) {
            sql.setString(1, "%" + name + "%");
            try (ResultSet rows = sql.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
