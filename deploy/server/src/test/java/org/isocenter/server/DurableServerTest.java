package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.storage.FolderBlobStore;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.PostgresResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server and its PostgreSQL are killed with -9 while eight clients send to it by C-STORE and STOW-RS, and started again: every instance that was
 * acknowledged is there once and whole, nothing is half in, and whatever is left in the store without a row is reported.
 */
@QuarkusTest
@TestProfile(WholeServer.class)
class DurableServerTest {
    /** What a crash leaves in files. */
    private static final Set<String> LEFT = Set.of("UNNAMED_BLOB", "HALF_WRITTEN");

    /** Who is killed, in turn. */
    private enum Victim {
        SERVER,
        DATABASE,
        BOTH
    }

    @Inject
    Projects projects;

    @Inject
    ProjectKeys keys;

    @Inject
    StudyIndex index;

    @Inject
    IngestLedger ledger;

    @Inject
    PlatformConfig config;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @Test
    void every_acknowledged_instance_is_there_once_and_whole_after_each_of_two_kills() throws Exception {
        killAgainAndAgain(2, 160);
    }

    @Test
    @Tag("proof-dicom")
    void every_acknowledged_instance_is_there_once_and_whole_after_each_of_fifty_kills() throws Exception {
        killAgainAndAgain(50, 400);
    }

    private void killAgainAndAgain(int kills, int instances) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<Path> files = StoreSender.files(SentSeries.write(folder.resolve("sent"), instances));
        Path home = folder.resolve("home");
        Map<String, String> settings = WholeServer.settingsOfAnother(config);
        settings.put("isocenter.dicom.retry-interval", "1s");
        try (ServerProcess server = new ServerProcess(List.of(), home, settings)) {
            for (int kill = 1; kill <= kills; kill++) {
                Victim victim = Victim.values()[(kill - 1) % Victim.values().length];
                Project project = project();
                String round = "seed %d, kill %d of %s".formatted(seed, kill, victim);
                Set<Path> before = sendAndKill(server, project, files, victim, random);
                waitForTheSpool(home, project, round);
                IngestCounts counts = ledger.counts(project.id());
                assertThat(counts.stored()).as(round).isEqualTo(instances);
                assertThat(counts.received()).as(round).isEqualTo(counts.stored() + counts.duplicates());
                assertThat(before).as(round).isNotEmpty();
                assertWhole(home, project, files, round);
            }
        }
        settings.put("isocenter.dicom.reconcile-grace", "0s");
        assertThatAllIsReported(home, settings, "seed " + seed);
    }

    private Project project() {
        String name = "k-" + UUID.randomUUID();
        Project project = projects.create(
                new Project(ProjectId.random(), name, name.substring(2, 18), DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "steward"));
        return project;
    }

    /** Gives what was acknowledged before the kill; when this returns everything is. */
    private static Set<Path> sendAndKill(
            ServerProcess server, Project project, List<Path> files, Victim victim, SplittableRandom random)
            throws Exception {
        int moment = random.nextInt(1, files.size());
        try (Senders senders = new Senders(server, project).send(files)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> senders.count() >= moment);
            if (victim != Victim.SERVER) {
                PostgresResource.kill();
            }
            if (victim != Victim.DATABASE) {
                server.kill();
            }
            Set<Path> before = senders.acknowledged();
            Thread.sleep(random.nextInt(1000));
            if (victim != Victim.SERVER) {
                PostgresResource.again();
            }
            if (victim != Victim.DATABASE) {
                server.again();
            }
            senders.finish();
            return before;
        }
    }

    /** Waits until nothing is on its way. */
    private void waitForTheSpool(Path home, Project project, String round) throws IOException {
        Awaitility.await(round)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> files(home.resolve("spool")).noneMatch(file -> file.endsWith(".sealed"))
                        && ledger.counts(project.id()).pending() == 0);
        assertThat(files(home.resolve("quarantine"))).as(round).isEmpty();
    }

    private void assertWhole(Path home, Project project, List<Path> files, String round)
            throws IOException, SQLException {
        Map<SopInstanceUid, Path> expected = new HashMap<>();
        KeyedUids uids = new KeyedUids(keys.key(project.id()));
        for (Path file : files) {
            expected.put(new SopInstanceUid(uids.map(SentSeries.uid(file))), file);
        }
        Map<SopInstanceUid, InstanceRecord> found = index.get(project.id(), expected.keySet());
        assertThat(found.keySet()).as(round).isEqualTo(expected.keySet());
        FolderBlobStore store = new FolderBlobStore(home.resolve("store"), true);
        for (InstanceRecord instance : found.values()) {
            try (InputStream in = store.open(instance.blob())) {
                assertThat(SentSeries.pixels(in.readAllBytes()))
                        .as(round)
                        .isEqualTo(SentSeries.pixels(Files.readAllBytes(expected.get(instance.instance()))));
            }
        }
        assertThat(strings("select count(*) from identity where project_id = '%s'".formatted(project.id())))
                .as(round)
                .containsExactly("1");
    }

    /** What lies in the store or half written beside it, and no row names, is what the next start reports, and is gone then. */
    private void assertThatAllIsReported(Path home, Map<String, String> settings, String round) throws Exception {
        Set<String> orphans = orphans(home);
        orphans.addAll(halfWritten(home));
        try (ServerProcess server = new ServerProcess(List.of(), home, settings)) {
            List<String> reported = new ArrayList<>();
            Awaitility.await(round).atMost(Duration.ofMinutes(1)).until(() -> {
                JsonPath last = server.get("/api/v1/reconciliation", KeycloakResource.token("admin"));
                List<Map<String, Object>> findings = last.getList("findings");
                if (findings == null) {
                    return false;
                }
                findings.stream()
                        .peek(finding -> assertThat(finding.get("kind")).isNotEqualTo("LOST_OBJECT"))
                        .filter(finding -> LEFT.contains(String.valueOf(finding.get("kind"))))
                        .forEach(finding -> reported.add(String.valueOf(finding.get("name"))));
                return true;
            });
            assertThat(reported).as(round).containsExactlyInAnyOrderElementsOf(orphans);
        }
        assertThat(orphans(home)).as(round).isEmpty();
        assertThat(halfWritten(home)).as(round).isEmpty();
    }

    private Set<String> orphans(Path home) throws IOException, SQLException {
        Set<String> orphans = new TreeSet<>();
        try (Stream<Path> files = Files.walk(home.resolve("store"))) {
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == 64)
                    .forEach(orphans::add);
        }
        strings("select blob from instance").forEach(orphans::remove);
        return orphans;
    }

    private static Set<String> halfWritten(Path home) throws IOException {
        return Stream.of(
                        files(home.resolve("store/incoming")).map(name -> "incoming/" + name),
                        files(home.resolve("spool"))
                                .filter(name -> !name.endsWith(".sealed") && !name.equals("mark"))
                                .map(name -> "spool/" + name),
                        files(home.resolve("quarantine")).map(name -> "quarantine/" + name))
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    private static Stream<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private List<String> strings(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
