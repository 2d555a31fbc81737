package org.isocenter.dicom.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.DeidentifyFolder;
import org.isocenter.dicom.deidentify.DeidentifyReport;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.deidentify.ProfileChoice;
import org.isocenter.dicom.deidentify.SafePrivate;
import org.isocenter.dicom.image.MaskReader;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.phantom.truth.PhantomTruth;
import org.isocenter.dicom.phantom.truth.Trouble;
import org.isocenter.dicom.phantom.truth.TruthInstance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomStudiesTest {
    private static final byte[] KEY = "phantom key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path folder;

    private static PhantomTruth truth;

    @BeforeAll
    static void write_the_small_set() {
        PhantomStudies.write(folder.resolve("set"), PhantomPlan.small(11));
        truth = PhantomTruth.read(folder.resolve("set"));
    }

    @Test
    void every_instance_of_the_truth_is_a_readable_file() throws IOException {
        Set<String> syntaxes = new HashSet<>();
        for (TruthInstance instance : truth.instances()) {
            DicomObject object = Part10Reader.read(folder.resolve("set").resolve(instance.file()));
            assertThat(object.dataset().string(Tag.SOP_INSTANCE_UID)).contains(instance.sopUid());
            assertThat(object.dataset().string(Tag.PATIENT_ID)).contains(instance.patientId());
            syntaxes.add(object.transferSyntax().uid());
        }
        assertThat(syntaxes).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void every_kind_of_trouble_is_planted() {
        for (Trouble trouble : Trouble.values()) {
            assertThat(truth.with(trouble)).as(trouble.name()).isNotEmpty();
        }
        assertThat(truth.with(Trouble.WRONG_LABEL)).allMatch(i -> !i.trueClass().equals(i.writtenClass()));
        assertThat(truth.with(Trouble.RESENT)).allMatch(i -> i.sopUid().equals(i.original()));
    }

    @Test
    void trouble_with_labels_or_pixels_is_in_training_rows_only() {
        assertThat(truth.instances())
                .filteredOn(i -> i.trouble() != Trouble.NONE && i.trouble() != Trouble.RESENT)
                .allMatch(i -> i.split().equals("train") || i.split().equals("unlabelled"));
    }

    @Test
    void labels_name_each_instance_once_and_no_patient_crosses_the_split() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("set/labels.csv"));
        assertThat(lines.get(0)).isEqualTo("sop_uid,patient,label,mask,split");
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        assertThat(rows.stream().map(row -> row[0])).doesNotHaveDuplicates();
        Map<String, Set<String>> splits = rows.stream()
                .collect(Collectors.groupingBy(row -> row[1], Collectors.mapping(row -> row[4], Collectors.toSet())));
        assertThat(splits.values()).allMatch(set -> set.size() == 1);
        assertThat(rows.stream().map(row -> row[4]).distinct()).contains("train", "test", "unlabelled");
    }

    @Test
    void masks_fit_their_images_and_only_lesions_have_one() throws IOException {
        for (TruthInstance instance : truth.instances()) {
            if (instance.mask() != null) {
                DicomObject object = Part10Reader.read(folder.resolve("set").resolve(instance.file()));
                var mask = MaskReader.read(folder.resolve("set").resolve(instance.mask()));
                assertThat(mask.rows()).isEqualTo(object.dataset().ints(Tag.ROWS)[0]);
                assertThat(mask.area()).isPositive();
                assertThat(instance.trueClass()).isNotEqualTo("normal");
            }
        }
    }

    @Test
    void the_same_seed_writes_the_same_bytes() throws IOException {
        PhantomStudies.write(folder.resolve("again"), PhantomPlan.small(11));
        PhantomTruth again = PhantomTruth.read(folder.resolve("again"));
        assertThat(again).isEqualTo(truth);
        for (TruthInstance instance : truth.instances()) {
            assertThat(folder.resolve("again").resolve(instance.file()))
                    .hasSameBinaryContentAs(folder.resolve("set").resolve(instance.file()));
        }
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() {
        assertThatThrownBy(() -> PhantomStudies.write(folder.resolve("set"), PhantomPlan.small(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deidentified_as_a_folder_it_keeps_no_planted_identifier() throws IOException {
        Path out = folder.resolve("clean");
        DeidentifyReport report = new DeidentifyFolder(
                        ProfileChoice.research(), KEY, new Deidentifier(SafePrivate.standard()), Clock.systemUTC())
                .deidentify(folder.resolve("set/dicom"), out)
                .report();
        assertThat(report.count(Outcome.HELD))
                .isEqualTo(truth.with(Trouble.BURNED_IN).size());
        assertThat(report.count(Outcome.FAILED)).isZero();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(plain(file), StandardCharsets.UTF_8) + out.relativize(file);
                assertThat(truth.identifiers()).noneMatch(bytes::contains);
            }
        }
        assertThat(report.files().stream().filter(f -> f.output() != null).map(f -> f.output()))
                .allMatch(output -> output != null && output.matches("P[0-9A-Z]{16}/2\\.25\\.\\d+(-2)?\\.dcm"));
    }

    /** The file as it lies there and, where it is deflated, its data set as text values too. */
    private static byte[] plain(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        Part10Reader.read(file)
                .dataset()
                .forEach(element -> text.append(
                        element.value() instanceof Bytes value
                                ? new String(value.bytes(), StandardCharsets.UTF_8)
                                : element.value().toString()));
        byte[] raw = Files.readAllBytes(file);
        byte[] values = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(raw, raw.length + values.length);
        System.arraycopy(values, 0, both, raw.length, values.length);
        return both;
    }
}
