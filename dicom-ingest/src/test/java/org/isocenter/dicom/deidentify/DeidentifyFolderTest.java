package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.deidentify.Certificate.CertifiedFile;
import org.isocenter.dicom.deidentify.DeidentifyReport.Entry;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real and malformed files of many makers: each is cleaned, or refused with a code of its own, and none stops the rest. */
class DeidentifyFolderTest {
    @TempDir
    Path out;

    @Test
    void every_real_file_is_cleaned_or_refused_with_its_own_code() throws IOException {
        Path in = SharedData.data("dicom");
        DeidentifyFolder.Result result = folder(ProfileChoice.research()).deidentify(in, out);
        DeidentifyReport report = result.report();
        assertThat(report.files()).extracting(Entry::input).isSorted().doesNotHaveDuplicates();
        assertThat(report.count(Outcome.WRITTEN)).isGreaterThan(340);
        assertThat(report.files().stream().flatMap(entry -> entry.reasons().stream()))
                .noneMatch(reason -> reason.startsWith(ErrorCode.INVALIDATED.id()));
        certified(result);
        for (Entry entry : report.files()) {
            if (entry.outcome() == Outcome.WRITTEN) {
                check(Part10Reader.read(out.resolve(String.valueOf(entry.output())))
                        .dataset());
            } else {
                assertThat(entry.reasons().get(0)).matches("(?s)ISO-1(0[01239]|1[0-9]) .*");
            }
        }
    }

    @Test
    void two_objects_of_one_uid_are_both_written() throws IOException {
        Path in = Files.createDirectory(out.resolve("in"));
        Path file = SharedData.data("dicom/pydicom/test_files/CT_small.dcm");
        Files.copy(file, in.resolve("a.dcm"));
        Files.copy(file, in.resolve("b.dcm"));
        DeidentifyReport report =
                folder(ProfileChoice.basic()).deidentify(in, out.resolve("out")).report();
        assertThat(report.count(Outcome.WRITTEN)).isEqualTo(2);
        assertThat(report.files()).extracting(Entry::output).doesNotHaveDuplicates();
    }

    @Test
    void a_uid_that_the_input_had_is_in_no_name() throws IOException {
        Path file = SharedData.data("dicom/pydicom/test_files/CT_small.dcm");
        String uid =
                Part10Reader.read(file).dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
        DeidentifyReport report = folder(new ProfileChoice(Set.of(Option.UIDS)))
                .deidentify(file, out.resolve("out"))
                .report();
        String output = String.valueOf(report.files().get(0).output());
        assertThat(output).matches("P[0-9A-Z]{16}/2\\.25\\.\\d+\\.dcm").doesNotContain(uid);
        assertThat(Part10Reader.read(out.resolve("out").resolve(output))
                        .dataset()
                        .string(Tag.SOP_INSTANCE_UID))
                .contains(uid);
    }

    @Test
    void what_cannot_be_opened_fails_alone() throws IOException {
        Path in = Files.createDirectory(out.resolve("in"));
        Files.copy(SharedData.data("dicom/pydicom/test_files/CT_small.dcm"), in.resolve("a.dcm"));
        Files.createSymbolicLink(in.resolve("b.dcm"), in.resolve("nowhere"));
        Files.write(in.resolve("c.dcm"), new byte[0]);
        DeidentifyReport report =
                folder(ProfileChoice.basic()).deidentify(in, out.resolve("out")).report();
        assertThat(report.files())
                .extracting(Entry::outcome)
                .containsExactly(Outcome.WRITTEN, Outcome.FAILED, Outcome.FAILED);
    }

    private static DeidentifyFolder folder(ProfileChoice choice) {
        return new DeidentifyFolder(
                choice,
                new byte[32],
                new Deidentifier(SafePrivate.standard()),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /** The certificate has each file that was written, with the digests of what was read and written. */
    private void certified(DeidentifyFolder.Result result) throws IOException {
        Certificate certificate = result.certificate();
        assertThat(certificate.at()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(certificate.keyId()).isEqualTo(result.report().keyId());
        assertThat(certificate.files()).hasSize((int) result.report().count(Outcome.WRITTEN));
        assertThat(certificate.actions().get("X"))
                .isEqualTo(certificate.files().stream()
                        .mapToInt(file -> file.actions().getOrDefault("X", 0))
                        .sum());
        Entry entry = result.report().files().stream()
                .filter(each -> each.outcome() == Outcome.WRITTEN)
                .findFirst()
                .orElseThrow();
        CertifiedFile file = certificate.files().get(0);
        assertThat(file.output()).isEqualTo(entry.output());
        assertThat(file.sha256Before()).isEqualTo(sha256(Path.of(entry.input())));
        assertThat(file.sha256After()).isEqualTo(sha256(out.resolve(file.output())));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(Dataset dataset) {
        assertThat(dataset.string(Tag.PATIENT_IDENTITY_REMOVED)).contains("YES");
        noPrivate(dataset);
    }

    private static void noPrivate(Dataset dataset) {
        for (Element element : dataset) {
            assertThat(Tag.isPrivate(element.tag())).isFalse();
            dataset.items(element.tag()).forEach(DeidentifyFolderTest::noPrivate);
        }
    }
}
