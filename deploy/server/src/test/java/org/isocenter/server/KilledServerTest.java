package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.project.DeidentificationChoice;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server, with its database, is killed with -9 while 500 instances are sent to it, and started again: every
 * instance that was acknowledged is there once and whole.
 */
@QuarkusTest
@TestProfile(WholeServer.class)
class KilledServerTest {
    private static final int INSTANCES = 500;

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

    @TempDir
    Path folder;

    @Test
    void every_acknowledged_instance_is_there_once_and_whole_after_each_of_two_kills() throws Exception {
        killAgainAndAgain(2);
    }

    @Test
    @Tag("proof-dicom")
    void every_acknowledged_instance_is_there_once_and_whole_after_each_of_ten_kills() throws Exception {
        killAgainAndAgain(10);
    }

    private void killAgainAndAgain(int kills) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path sent = SentSeries.write(folder.resolve("sent"), INSTANCES);
        Path home = folder.resolve("home");
        try (ServerProcess server = new ServerProcess(List.of(), home, WholeServer.settingsOfAnother(config))) {
            for (int kill = 1; kill <= kills; kill++) {
                int moment = random.nextInt(1, INSTANCES);
                Project project = project();
                Set<Path> acknowledged = sendAndKill(server, sent, project, moment);
                String round = "seed %d, kill %d after %d answers".formatted(seed, kill, acknowledged.size());
                assertThat(acknowledged).as(round).hasSizeBetween(moment, INSTANCES);

                server.again();
                long stored = waitForTheSpool(home, project, round);
                assertThat(stored).as(round).isBetween((long) acknowledged.size(), acknowledged.size() + 1L);
                assertWhole(home, project, acknowledged, round);

                assertThat(StoreSender.send(sent, server.dicomPort(), project.aeTitle(), count -> {}))
                        .as(round)
                        .hasSize(INSTANCES);
                assertThat(waitForTheSpool(home, project, round)).as(round).isEqualTo(INSTANCES);
                assertThat(ledger.counts(project.id()))
                        .as(round)
                        .isEqualTo(new IngestCounts(INSTANCES + stored, INSTANCES, stored, 0, 0));
                assertWhole(home, project, Set.copyOf(StoreSender.files(sent)), round);
            }
        }
    }

    private Project project() {
        String name = "k-" + UUID.randomUUID();
        return projects.create(
                new Project(ProjectId.random(), name, name.substring(2, 18), DeidentificationChoice.RESEARCH));
    }

    private static Set<Path> sendAndKill(ServerProcess server, Path sent, Project project, int moment)
            throws Exception {
        AtomicReference<Exception> trouble = new AtomicReference<>();
        Set<Path> acknowledged = StoreSender.send(sent, server.dicomPort(), project.aeTitle(), count -> {
            if (count == moment) {
                try {
                    server.kill();
                } catch (InterruptedException e) {
                    trouble.set(e);
                }
            }
        });
        if (trouble.get() != null) {
            throw trouble.get();
        }
        return acknowledged;
    }

    /** Waits until nothing is on its way; says how many instances are stored. */
    private long waitForTheSpool(Path home, Project project, String round) throws IOException {
        Awaitility.await(round)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> filesBelow(home.resolve("spool"), ".sealed") == 0
                        && ledger.counts(project.id()).pending() == 0);
        assertThat(filesBelow(home.resolve("quarantine"), "")).as(round).isZero();
        IngestCounts counts = ledger.counts(project.id());
        assertThat(counts.received()).as(round).isEqualTo(counts.stored() + counts.duplicates());
        return counts.stored();
    }

    private void assertWhole(Path home, Project project, Set<Path> files, String round) throws IOException {
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
    }

    private static long filesBelow(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).count();
        }
    }
}
