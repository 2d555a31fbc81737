package org.isocenter.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.Commitment;
import org.isocenter.dicom.association.Commitment.Failure;
import org.isocenter.dicom.association.Commitment.Reference;
import org.isocenter.dicom.association.CommitmentHandler;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.QueryModel;
import org.isocenter.dicom.association.QueryRetrieveHandler;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.association.Requestor.Retrieved;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.dicom.association.StoreScp;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.rest.HospitalProfile;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.testing.HospitalCa;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real series, asked for and fetched over DIMSE by our own side and by DCMTK. */
@QuarkusTest
@TestProfile(HospitalProfile.class)
class ArchiveTest {
    private static int number;

    @Inject
    Projects projects;

    @Inject
    StudyIndex index;

    @Inject
    BlobStore store;

    @Inject
    IngestRunner runner;

    @Inject
    DicomService service;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private Project project;
    private List<InstanceRecord> stored;

    @BeforeEach
    void two_series_are_stored() throws IOException {
        number++;
        project = projects.create(new Project(
                ProjectId.random(), "archive-" + number, "ARCHIVE" + number, DeidentificationChoice.RESEARCH));
        for (String series : List.of("dicom/sag-anon_mr_t1", "dicom/dcm_qa_ct_ge_head")) {
            for (Path file : some(SharedData.data(series))) {
                runner.ingest(runner.receive(project, Optional.empty(), Files.readAllBytes(file)));
            }
        }
        stored = index.find(StudyQuery.of(project.id())).items();
        assertThat(stored).hasSize(8);
    }

    private static List<Path> some(Path series) throws IOException {
        try (Stream<Path> files = Files.list(series)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .limit(4)
                    .toList();
        }
    }

    @Test
    void each_level_is_answered_with_what_was_asked_for() throws IOException {
        List<Dataset> studies = find("STUDY", "ModalitiesInStudy=CT", "NumberOfStudyRelatedInstances=", "PatientID=");
        assertThat(studies).singleElement().satisfies(study -> {
            assertThat(study.string(Tag.MODALITIES_IN_STUDY)).contains("CT");
            assertThat(study.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)).contains(4);
            assertThat(study.string(Tag.RETRIEVE_AE_TITLE)).contains(project.aeTitle());
            assertThat(study.string(Tag.PATIENT_ID))
                    .contains(ofModality("CT").patient().value());
        });
        String study = ofModality("MR").study().value();
        assertThat(find("SERIES", "StudyInstanceUID=" + study, "Modality="))
                .singleElement()
                .satisfies(series -> assertThat(series.string(Tag.MODALITY)).contains("MR"));
        assertThat(find("IMAGE", "StudyInstanceUID=" + study, "InstanceNumber="))
                .hasSize(4)
                .allSatisfy(
                        image -> assertThat(image.string(Tag.SOP_INSTANCE_UID)).isPresent());
        assertThat(find("PATIENT", "PatientID=")).hasSize(2);
        assertThat(find("STUDY", "ModalitiesInStudy=US")).isEmpty();
        assertThat(find(
                        "STUDY",
                        "PatientID=" + ofModality("MR").patient().value().substring(0, 4) + "*"))
                .isNotEmpty();
    }

    @Test
    void a_query_and_a_retrieval_are_in_the_trail() throws IOException, SQLException {
        find("STUDY", "PatientID=");
        assertThat(events("110112")).isEqualTo(1);
        getscu("STUDY", "StudyInstanceUID=" + ofModality("MR").study().value());
        assertThat(events("110104")).isEqualTo(1);
    }

    @Test
    void findscu_reads_our_answers() throws IOException {
        run(
                "/usr/bin/findscu",
                "-S",
                "-X",
                "-od",
                folder.toString(),
                "-aec",
                project.aeTitle(),
                "-k",
                "QueryRetrieveLevel=SERIES",
                "-k",
                "SeriesInstanceUID",
                "-k",
                "Modality",
                "127.0.0.1",
                port());
        assertThat(written())
                .extracting(dataset -> dataset.string(Tag.MODALITY).orElseThrow())
                .containsExactlyInAnyOrder("CT", "MR");
    }

    @Test
    void getscu_fetches_a_study_as_it_is_stored() throws IOException {
        getscu("STUDY", "StudyInstanceUID=" + ofModality("MR").study().value());
        assertThat(written()).hasSize(4);
        List<byte[]> ours = stored.stream()
                .filter(instance -> instance.modality().code().equals("MR"))
                .map(this::dataset)
                .toList();
        assertThat(written())
                .allSatisfy(fetched -> assertThat(ours).anyMatch(own -> Arrays.equals(own, plain(fetched))));
    }

    @Test
    void movescu_has_one_series_sent_to_itself() throws IOException {
        String series = ofModality("CT").series().value();
        run(
                "/usr/bin/movescu",
                "-S",
                "-od",
                folder.toString(),
                "-aet",
                "WARD",
                "-aem",
                "WARD",
                "-aec",
                project.aeTitle(),
                "--port",
                Integer.toString(HospitalProfile.wardPort()),
                "-k",
                "QueryRetrieveLevel=SERIES",
                "-k",
                "StudyInstanceUID=" + ofModality("CT").study().value(),
                "-k",
                "SeriesInstanceUID=" + series,
                "127.0.0.1",
                port());
        assertThat(written()).hasSize(4).allSatisfy(sent -> assertThat(sent.string(Tag.SERIES_INSTANCE_UID))
                .contains(series));
    }

    @Test
    void what_is_stored_is_committed_to_by_its_original_name_and_what_is_not_is_named() throws IOException {
        DicomObject original =
                Part10Reader.read(some(SharedData.data("dicom/sag-anon_mr_t1")).get(0));
        String sopClass = original.dataset().string(Tag.SOP_CLASS_UID).orElseThrow();
        String uid = original.dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
        Reference safe = new Reference(sopClass, uid);
        Reference otherClass = new Reference("1.2.840.10008.5.1.4.1.1.7", uid);
        Reference unknown = new Reference(sopClass, "1.02.no.uid");
        BlockingQueue<Commitment> answers = new LinkedBlockingQueue<>();
        DicomScp ward = new DicomScp(
                new DicomScp.Settings(
                        InetAddress.getLoopbackAddress(),
                        HospitalProfile.wardPort(),
                        4,
                        Duration.ofSeconds(20),
                        1L << 20),
                new Services(new Nobody(), QueryRetrieveHandler.NONE, new Answers(answers)));
        Peer peer = new Peer("127.0.0.1", service.port(), project.aeTitle(), "WARD", Duration.ofSeconds(20));
        try (Requestor requestor = Requestor.open(peer, List.of(Requestor.commitment()))) {
            assertThat(requestor.requestCommitment(Commitment.of("1.2.9", List.of(safe, otherClass, unknown))))
                    .isZero();
            assertThat(answers.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(new Commitment(
                            "1.2.9",
                            List.of(safe),
                            List.of(
                                    new Failure(otherClass, Commitment.CLASS_CONFLICT),
                                    new Failure(unknown, Commitment.NO_SUCH_OBJECT))));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            ward.close();
        }
    }

    @Test
    void a_title_with_a_certificate_is_let_in_with_that_one_alone() throws Exception {
        assertThat(echoOverTls("client")).isZero();
        assertThatThrownBy(() -> echoOverTls("other")).hasMessageContaining("rejected");
        Peer clear = new Peer("127.0.0.1", service.port(), project.aeTitle(), "PINNED", Duration.ofSeconds(20));
        assertThatThrownBy(() -> Requestor.open(clear, List.of(Requestor.verification())))
                .hasMessageContaining("rejected");
    }

    @Test
    void findscu_asks_and_storescp_is_sent_a_series_over_tls_with_certificates_on_both_sides() throws Exception {
        HospitalCa ca = HospitalProfile.authority();
        String series = ofModality("CT").series().value();
        run(
                "/usr/bin/findscu",
                "-S",
                "-X",
                "-od",
                folder.toString(),
                "+tls",
                ca.key("other").toString(),
                ca.certificate("other").toString(),
                "+cf",
                ca.authority().toString(),
                "-aec",
                project.aeTitle(),
                "-k",
                "QueryRetrieveLevel=SERIES",
                "-k",
                "SeriesInstanceUID=" + series,
                "127.0.0.1",
                Integer.toString(service.tlsPort()));
        assertThat(written())
                .extracting(answer -> answer.string(Tag.SERIES_INSTANCE_UID).orElseThrow())
                .containsExactly(series);
        Path vault = Files.createDirectory(folder.resolve("vault"));
        try (StoreScp storescp = new StoreScp(
                vault,
                HospitalProfile.vaultPort(),
                "+tls",
                ca.key("client").toString(),
                ca.certificate("client").toString(),
                "+cf",
                ca.authority().toString())) {
            assertThat(moved(series, ca.context("client"))).isEqualTo(new Retrieved(0, 4, 0, 0));
            assertThat(storescp.files()).hasSize(4);
        }
    }

    /** Has a series moved to {@code VAULT}, asked for over TLS. */
    private Retrieved moved(String series, SSLContext tls) throws IOException {
        Dataset identifier = new Dataset();
        identifier.set(Tag.QUERY_RETRIEVE_LEVEL, Vr.CS, "SERIES");
        identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI, ofModality("CT").study().value());
        identifier.set(Tag.SERIES_INSTANCE_UID, Vr.UI, series);
        Peer peer = new Peer(
                "127.0.0.1", service.tlsPort(), project.aeTitle(), "SCU", Duration.ofSeconds(20), Optional.of(tls));
        try (Requestor requestor = Requestor.open(peer, Requestor.queries(QueryModel.STUDY_ROOT))) {
            return requestor.move(QueryModel.STUDY_ROOT, identifier, "VAULT", progress -> {});
        }
    }

    private int echoOverTls(String certificate) throws Exception {
        Peer peer = new Peer(
                "127.0.0.1",
                service.tlsPort(),
                project.aeTitle(),
                "PINNED",
                Duration.ofSeconds(20),
                Optional.of(HospitalProfile.authority().context(certificate)));
        try (Requestor requestor = Requestor.open(peer, List.of(Requestor.verification()))) {
            return requestor.echo();
        }
    }

    @Test
    void a_caller_without_an_address_to_answer_to_is_refused_a_commitment() throws IOException {
        Peer peer = new Peer("127.0.0.1", service.port(), project.aeTitle(), "STRANGER", Duration.ofSeconds(20));
        try (Requestor requestor = Requestor.open(peer, List.of(Requestor.commitment()))) {
            assertThat(requestor.requestCommitment(Commitment.of("1.2.9", List.of())))
                    .isEqualTo(0x0110);
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

    private void getscu(String level, String key) {
        run(
                "/usr/bin/getscu",
                "-S",
                "-od",
                folder.toString(),
                "-aec",
                project.aeTitle(),
                "-k",
                "QueryRetrieveLevel=" + level,
                "-k",
                key,
                "127.0.0.1",
                port());
    }

    private List<Dataset> find(String level, String... keys) throws IOException {
        Dataset identifier = new Dataset();
        identifier.set(Tag.QUERY_RETRIEVE_LEVEL, Dictionary.vr(Tag.QUERY_RETRIEVE_LEVEL), level);
        for (String key : keys) {
            String[] words = key.split("=", -1);
            int tag = Dictionary.tag(words[0]).orElseThrow();
            identifier.set(tag, Dictionary.vr(tag), words[1].isEmpty() ? new String[0] : new String[] {words[1]});
        }
        List<Dataset> matches = new ArrayList<>();
        Peer peer = new Peer("127.0.0.1", service.port(), project.aeTitle(), "SCU", Duration.ofSeconds(20));
        try (Requestor requestor = Requestor.open(peer, Requestor.queries(QueryModel.PATIENT_ROOT))) {
            assertThat(requestor.find(QueryModel.PATIENT_ROOT, identifier, matches::add))
                    .isZero();
        }
        return matches;
    }

    private InstanceRecord ofModality(String code) {
        return stored.stream()
                .filter(instance -> instance.modality().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private byte[] dataset(InstanceRecord instance) {
        try {
            return plain(Part10Reader.read(store.open(instance.blob()).readAllBytes())
                    .dataset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] plain(Dataset dataset) {
        return Part10Writer.dataset(dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** What a program has written into the folder. */
    private List<Dataset> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Dataset> datasets = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                DicomObject object = Part10Reader.read(file);
                datasets.add(object.dataset());
            }
            return datasets;
        }
    }

    private int events(String code) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select count(*) from audit_event where event like '%" + code
                        + "%' and project_id = '" + project.id() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private String port() {
        return Integer.toString(service.port());
    }

    private static void run(String... command) {
        assumeTrue(Files.isExecutable(Path.of(command[0])), "DCMTK is not installed here");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TCP_NODELAY", "1");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
