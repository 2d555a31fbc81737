package org.isocenter.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.quarantine.Held;
import org.isocenter.dicom.rest.IngestProfile;
import org.isocenter.dicom.spool.Spooled;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.purge.DeletedMeanwhileException;
import org.isocenter.platform.purge.Purges;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.SecretKeys;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that receive, each with a spool and a quarantine of its own: what one of them deletes goes from the other one too. */
@QuarkusTest
@TestProfile(IngestProfile.class)
class SecondMachineTest {
    private static int number;

    @TempDir
    Path folder;

    @Inject
    DicomConfig config;

    @Inject
    SecretKeys secrets;

    @Inject
    Projects projects;

    @Inject
    ProjectKeys keys;

    @Inject
    Identities identities;

    @Inject
    BlobStore store;

    @Inject
    StudyIndex index;

    @Inject
    QualityEvents quality;

    @Inject
    IngestLedger ledger;

    @Inject
    AuditLog audit;

    @Inject
    Purges purges;

    @Inject
    WhosePatient whose;

    @Inject
    IngestRunner first;

    private IngestRunner second;
    private Project project;

    @BeforeEach
    void two_machines_and_a_project_with_an_image_of_two_patients() throws IOException {
        number++;
        project = projects.create(new Project(
                ProjectId.random(), "machines-" + number, "MACHINE" + number, DeidentificationChoice.RESEARCH));
        second = new IngestRunner(
                elsewhere(), secrets, projects, keys, identities, store, index, quality, ledger, audit);
        for (String patient : new String[] {"ONE", "TWO"}) {
            assertThat(first.ingest(first.receive(project, Optional.empty(), image(patient, 1)))
                            .fate())
                    .isEqualTo(Fate.STORED);
        }
    }

    @Test
    void what_waits_there_of_a_deleted_patient_does_not_come_in_and_leaves_the_spool() throws IOException {
        Spooled deleted = second.receive(project, Optional.empty(), image("ONE", 2));
        Spooled kept = second.receive(project, Optional.empty(), image("TWO", 2));
        purges.purge(project, pseudonym("ONE"));
        assertThatThrownBy(() -> second.ingest(deleted)).isInstanceOf(DeletedMeanwhileException.class);
        assertThat(second.ingest(kept).fate()).isEqualTo(Fate.STORED);
        assertThat(second.waiting()).isEmpty();
        assertThat(second.held(project.id())).isEmpty();
        assertThat(index.find(StudyQuery.of(project.id())).items()).hasSize(2).allMatch(instance -> instance.patient()
                .equals(pseudonym("TWO")));
        assertThat(ledger.counts(project.id()))
                .as("nobody waits for it any more")
                .isEqualTo(new IngestCounts(3, 3, 0, 0, 0));
    }

    @Test
    void what_is_sent_there_after_the_deletion_is_wanted_again() throws IOException {
        purges.purge(project, pseudonym("ONE"));
        assertThat(second.ingest(second.receive(project, Optional.empty(), image("ONE", 2)))
                        .fate())
                .isEqualTo(Fate.STORED);
    }

    @Test
    void what_waits_there_for_a_deleted_project_leaves_the_spool_and_is_not_held() throws IOException {
        Spooled whole = second.receive(project, Optional.empty(), image("ONE", 2));
        Spooled broken = second.receive(project, Optional.empty(), new byte[8]);
        purges.purge(project);
        for (Spooled spooled : new Spooled[] {whole, broken}) {
            assertThatThrownBy(() -> second.ingest(spooled)).isInstanceOf(DeletedMeanwhileException.class);
        }
        assertThat(second.waiting()).isEmpty();
        assertThat(second.quarantine().of(project.id())).isEmpty();
    }

    @Test
    void what_is_held_there_goes_with_its_patient_and_then_with_its_project() throws IOException {
        for (String patient : new String[] {"ONE", "TWO"}) {
            byte[] image = image(patient, 2);
            byte[] cut = Arrays.copyOf(image, image.length - 64);
            assertThat(second.ingest(second.receive(project, Optional.empty(), cut))
                            .fate())
                    .isEqualTo(Fate.QUARANTINED);
        }
        DeletionsElsewhere deletions =
                new DeletionsElsewhere(config, second, new QuarantinePurge(second, whose), purges);
        deletions.catchUp();
        assertThat(second.held(project.id())).hasSize(2);
        purges.purge(project, pseudonym("ONE"));
        deletions.catchUp();
        assertThat(second.held(project.id())).singleElement().satisfies(held -> assertThat(patientOf(held))
                .isEqualTo(pseudonym("TWO")));
        purges.purge(project);
        deletions.catchUp();
        assertThat(second.held(project.id())).isEmpty();
    }

    private Pseudonym patientOf(Held held) {
        return Deidentifier.pseudonym(
                Part10Reader.readAsFar(second.quarantine().open(held)).object().dataset(), keys.key(project.id()));
    }

    private Pseudonym pseudonym(String patient) {
        try {
            return Deidentifier.pseudonym(Part10Reader.read(image(patient, 1)).dataset(), keys.key(project.id()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] image(String patient, int image) throws IOException {
        DicomObject object = Part10Reader.read(SharedData.golden("deid/input/ref-ct1.dcm"));
        String uid = "1.2.826.0.1.3680043.10.9999.8.%d.%d".formatted(patient.hashCode() & 0xffff, image);
        object.meta().set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid);
        object.dataset().set(Tag.SOP_INSTANCE_UID, Vr.UI, uid);
        object.dataset().set(Tag.STUDY_INSTANCE_UID, Vr.UI, uid + ".1");
        object.dataset().set(Tag.SERIES_INSTANCE_UID, Vr.UI, uid + ".2");
        object.dataset().set(Tag.PATIENT_ID, Vr.LO, patient);
        return Part10Writer.bytes(object);
    }

    /** The settings of a machine with folders of its own. */
    private DicomConfig elsewhere() throws IOException {
        Path own = Files.createTempDirectory(folder, "machine");
        Map<String, Path> folders =
                Map.of("spoolFolder", own.resolve("spool"), "quarantineFolder", own.resolve("quarantine"));
        return (DicomConfig) Proxy.newProxyInstance(
                DicomConfig.class.getClassLoader(), new Class<?>[] {DicomConfig.class}, (proxy, method, arguments) -> {
                    Path other = folders.get(method.getName());
                    return other == null ? method.invoke(config, arguments) : other;
                });
    }
}
