package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.Commitment;
import org.isocenter.dicom.association.Commitment.Reference;
import org.isocenter.dicom.association.CommitmentHandler;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.QueryRetrieveHandler;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.pacs.Connection.Dimse;
import org.isocenter.platform.pacs.Connection.Retrieve;
import org.isocenter.platform.pacs.PullLimits;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.Orthanc;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server is killed with -9 while it pulls from an Orthanc, and started again: the pull goes on by itself, and nothing that was asked is forgotten. */
@QuarkusTest
@TestProfile(WholeServer.class)
class KilledPullTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final int WARD = freePort();

    @Inject
    Projects projects;

    @Inject
    ProjectKeys keys;

    @Inject
    RemoteArchives archives;

    @Inject
    JobQueue jobs;

    @Inject
    StudyIndex index;

    @Inject
    IngestLedger ledger;

    @Inject
    PlatformConfig config;

    @TempDir
    Path folder;

    @Test
    void a_pull_goes_on_after_a_kill_and_a_commitment_is_not_forgotten() throws Exception {
        pullThroughKills(200, Retrieve.GET, 1);
    }

    @Test
    @Tag("proof-dicom")
    void a_pull_of_a_thousand_objects_goes_on_after_each_of_five_kills() throws Exception {
        pullThroughKills(1000, Retrieve.GET, 5);
        pullThroughKills(1000, Retrieve.MOVE, 1);
    }

    private void pullThroughKills(int objects, Retrieve retrieve, int kills) throws Exception {
        Orthanc.requireInstalled();
        Path own = Files.createDirectories(folder.resolve(retrieve.name()));
        Path sent = SentSeries.write(own.resolve("sent"), objects);
        Map<String, String> settings = new HashMap<>(WholeServer.settingsOfAnother(config));
        settings.put("isocenter.platform.lease-duration", "3s");
        settings.put("isocenter.dicom.peers.WARD.host", "127.0.0.1");
        settings.put("isocenter.dicom.peers.WARD.port", Integer.toString(WARD));
        try (Orthanc orthanc = new Orthanc(own.resolve("orthanc"), Map.of());
                ServerProcess server = new ServerProcess(List.of(), own.resolve("home"), settings)) {
            for (Path file : StoreSender.files(sent)) {
                orthanc.put(Files.readAllBytes(file));
            }
            Project project = project();
            orthanc.knows(project.aeTitle(), server.dicomPort());
            Optional<Double> rate = retrieve == Retrieve.GET ? Optional.of(60.0) : Optional.empty();
            archives.add(new RemoteArchive(
                    project.id(),
                    "main",
                    new Dimse(Orthanc.AE_TITLE, "127.0.0.1", orthanc.dicomPort(), false, retrieve),
                    new PullLimits(Optional.empty(), rate, 1, 100, 5)));
            UUID job = jobs.submit(new JobRequest(project.id(), JobKind.PULL, Map.of("pacs", "main"), 0, "night"))
                    .id();
            Reference asked = askForCommitment(server, project, sent);
            killAndGoOn(server, project, objects, kills);
            assertWhole(project, sent, ended(job), objects, kills);
            assertAnswered(asked);
        }
    }

    private void killAndGoOn(ServerProcess server, Project project, int objects, int kills) throws Exception {
        SplittableRandom random = new SplittableRandom();
        long before = 0;
        for (int kill = 1; kill <= kills; kill++) {
            long moment = before + random.nextInt(5, objects / (kills + 1));
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> ledger.counts(project.id()).received() >= moment);
            server.kill();
            before = ledger.counts(project.id()).received();
            assertThat(before).as("there is something left").isLessThan(objects);
            server.again();
        }
    }

    private void assertWhole(Project project, Path sent, Job job, int objects, int kills) throws IOException {
        assertThat(job.state()).as(() -> "failure " + job.failure()).isEqualTo(JobState.SUCCEEDED);
        assertThat((int) job.result().get("fetched") + (int) job.result().get("known"))
                .isEqualTo(objects);
        assertThat(job.result()).containsEntry("failed", 0);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ledger.counts(project.id()).pending() == 0);
        IngestCounts counts = ledger.counts(project.id());
        assertThat(counts.stored()).isEqualTo(objects);
        assertThat(counts.duplicates())
                .as("at most what was on its way at each kill came twice")
                .isLessThanOrEqualTo(kills);
        KeyedUids uids = new KeyedUids(keys.key(project.id()));
        Set<SopInstanceUid> expected = new HashSet<>();
        for (Path file : StoreSender.files(sent)) {
            expected.add(new SopInstanceUid(uids.map(SentSeries.uid(file))));
        }
        assertThat(index.get(project.id(), expected).keySet()).isEqualTo(expected);
    }

    private Job ended(UUID job) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> jobs.find(job).orElseThrow().state().isFinal());
        return jobs.find(job).orElseThrow();
    }

    /** Asks while nobody listens for the answer. */
    private static Reference askForCommitment(ServerProcess server, Project project, Path sent) throws IOException {
        Reference reference =
                new Reference(CT, SentSeries.uid(StoreSender.files(sent).get(0)));
        Requestor.Peer peer =
                new Requestor.Peer("127.0.0.1", server.dicomPort(), project.aeTitle(), "WARD", Duration.ofSeconds(20));
        try (Requestor requestor = Requestor.open(peer, List.of(Requestor.commitment()))) {
            assertThat(requestor.requestCommitment(Commitment.of("1.2.77", List.of(reference))))
                    .isZero();
        }
        return reference;
    }

    private static void assertAnswered(Reference asked) throws Exception {
        BlockingQueue<Commitment> answers = new LinkedBlockingQueue<>();
        DicomScp.Settings settings =
                new DicomScp.Settings(InetAddress.getLoopbackAddress(), WARD, 4, Duration.ofSeconds(20), 1L << 20);
        try (DicomScp ward =
                new DicomScp(settings, new Services(new Nobody(), QueryRetrieveHandler.NONE, new Answers(answers)))) {
            assertThat(ward.port()).isEqualTo(WARD);
            assertThat(answers.poll(30, TimeUnit.SECONDS))
                    .isEqualTo(new Commitment("1.2.77", List.of(asked), List.of()));
        }
    }

    private Project project() {
        String name = "n-" + UUID.randomUUID();
        return projects.create(
                new Project(ProjectId.random(), name, name.substring(2, 18), DeidentificationChoice.RESEARCH));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Takes no objects. */
    private record Nobody() implements StoreHandler {
        @Override
        public Admission admit(Caller caller) {
            return Admission.ADMITTED;
        }

        @Override
        public void store(Caller caller, ArrivingObject object) {
            throw new IllegalStateException();
        }
    }

    /** Keeps what comes. */
    private record Answers(BlockingQueue<Commitment> queue) implements CommitmentHandler {
        @Override
        public void requested(Caller caller, Commitment question) {
            throw new IllegalStateException();
        }

        @Override
        public void reported(Caller caller, Commitment answer) {
            queue.add(answer);
        }
    }
}
