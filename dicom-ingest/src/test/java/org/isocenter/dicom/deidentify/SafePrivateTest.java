package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafePrivateTest {
    private static final List<PlantedRow> ROWS = PlantedRow.read(SharedData.golden("deid/deid-truth.csv")).stream()
            .filter(row -> row.cell("where").equals("dataset"))
            .toList();
    private static final ProfileChoice SAFE = new ProfileChoice(Set.of(Option.SAFE_PRIVATE));
    private static final int CREATOR = 0x00210010;
    private static final int NUMBER = 0x00211002;
    private static final int TEXT = 0x00211003;
    private static final int DATE = 0x00211004;
    private static final int PERSON = 0x00211005;

    @TempDir
    Path folder;

    @Test
    void planted_safe_elements_stay_with_their_creators_and_all_others_go() {
        int safe = 0;
        for (GoldenOutput output : GoldenOutput.all(SAFE)) {
            for (PlantedRow row : ROWS) {
                int tag = row.path()[0];
                if (row.file().equals(output.file())
                        && row.path().length == 1
                        && Tag.isPrivate(tag)
                        && (tag & 0xff00) != 0) {
                    boolean known = row.cell("note").startsWith("SAFE");
                    assertThat(output.after().dataset().contains(tag))
                            .as(row.file() + " " + row.cell("tag_path"))
                            .isEqualTo(known);
                    assertThat(output.after().dataset().contains((tag & 0xffff0000) | (tag >>> 8 & 0xff)))
                            .as("creator of " + row.file() + " " + row.cell("tag_path"))
                            .isEqualTo(hasSafe(row));
                    safe += known ? 1 : 0;
                }
            }
        }
        assertThat(safe).isEqualTo(6);
    }

    /** Whether the block of a row has an element that is safe. */
    private static boolean hasSafe(PlantedRow row) {
        return ROWS.stream()
                .filter(other -> other.file().equals(row.file()) && other.path().length == 1)
                .filter(other -> (other.path()[0] ^ row.path()[0]) >>> 8 == 0)
                .anyMatch(other -> other.cell("note").startsWith("SAFE"));
    }

    @Test
    void a_file_adds_to_the_list_of_the_standard() throws IOException {
        Path file = folder.resolve("safe.tsv");
        Files.writeString(file, "# ours\nTESTVENDOR 77\t0021\t02 03 04 05\n");
        Dataset listed = clean(SafePrivate.standard().with(file), SAFE);
        assertThat(listed.string(NUMBER)).contains("3.5");
        assertThat(listed.string(TEXT)).contains("coil of");
        assertThat(listed.contains(DATE)).isFalse();
        assertThat(listed.contains(PERSON)).isFalse();
        assertThat(clean(SafePrivate.standard(), SAFE).contains(NUMBER)).isFalse();
        assertThat(clean(SafePrivate.standard().with(file), ProfileChoice.basic())
                        .contains(NUMBER))
                .isFalse();
    }

    @Test
    void dates_of_a_safe_element_follow_the_option_for_dates() throws IOException {
        Path file = folder.resolve("safe.tsv");
        Files.writeString(file, "TESTVENDOR 77\t0021\t04\n");
        SafePrivate safe = SafePrivate.standard().with(file);
        assertThat(clean(safe, new ProfileChoice(Set.of(Option.SAFE_PRIVATE, Option.FULL_DATES)))
                        .string(DATE))
                .contains("20240310");
        assertThat(clean(safe, new ProfileChoice(Set.of(Option.SAFE_PRIVATE, Option.MODIFIED_DATES)))
                        .string(DATE))
                .isPresent()
                .isNotEqualTo(java.util.Optional.of("20240310"));
    }

    @Test
    void text_that_only_the_object_calls_safe_keeps_clinical_words() {
        Dataset declaration = new Dataset();
        declaration.set(0x00080301, Vr.US, "33");
        declaration.set(0x00080302, Vr.LO, "TESTVENDOR 77");
        declaration.set(0x00080303, Vr.CS, "SAFE");
        Dataset dataset = dataset();
        dataset.set(TEXT, Vr.LO, "head coil of Somebody Else");
        dataset.setItems(0x00080300, List.of(declaration));
        Dataset cleaned = clean(SafePrivate.standard(), SAFE, dataset);
        assertThat(cleaned.string(NUMBER)).contains("3.5");
        assertThat(cleaned.string(TEXT))
                .hasValueSatisfying(text -> assertThat(text).contains("head").doesNotContain("Somebody"));
        assertThat(cleaned.contains(PERSON)).isFalse();
    }

    @Test
    void a_list_that_is_not_there_or_has_another_form_is_told_with_its_line() throws IOException {
        Path file = folder.resolve("safe.tsv");
        assertThatThrownBy(() -> SafePrivate.standard().with(file))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        for (String line : List.of("VENDOR 0021 02", "VENDOR\t0020\t02", "VENDOR\t0021\t2", "\t0021\t02")) {
            Files.writeString(file, "# ours\n" + line + "\n");
            assertThatThrownBy(() -> SafePrivate.standard().with(file))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("line 2");
        }
    }

    private static Dataset clean(SafePrivate safe, ProfileChoice choice) {
        return clean(safe, choice, dataset());
    }

    private static Dataset clean(SafePrivate safe, ProfileChoice choice, Dataset dataset) {
        DicomObject object = new DicomObject(new Dataset(), dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return new Deidentifier(safe)
                .deidentify(object, choice, new byte[32])
                .object()
                .dataset();
    }

    private static Dataset dataset() {
        Dataset dataset = new Dataset();
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        dataset.set(Tag.PATIENT_ID, Vr.LO, "4711");
        dataset.set(Tag.PATIENT_NAME, Vr.PN, "Vantrellis^Ada");
        dataset.set(CREATOR, Vr.LO, "TESTVENDOR 77");
        dataset.set(NUMBER, Vr.DS, "3.5");
        dataset.set(TEXT, Vr.LO, "coil of Vantrellis");
        dataset.set(DATE, Vr.DA, "20240310");
        dataset.set(PERSON, Vr.PN, "Vantrellis^Ada");
        return dataset;
    }
}
