package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The planted-identifier set: every row treated as the table says, no planted string in any byte of the output. */
class GoldenDeidentificationTest {

    /** Basic, the default of projects, and Basic with each option alone. */
    enum Named {
        BASIC,
        RESEARCH,
        SAFE_PRIVATE,
        UIDS,
        DEVICE,
        INSTITUTION,
        PATIENT_CHARACTERISTICS,
        FULL_DATES,
        MODIFIED_DATES,
        CLEAN_DESCRIPTORS,
        CLEAN_STRUCTURED_CONTENT,
        CLEAN_GRAPHICS,
        ALL_AND_FULL_DATES,
        ALL_AND_MODIFIED_DATES;

        ProfileChoice choice() {
            return switch (this) {
                case BASIC -> ProfileChoice.basic();
                case RESEARCH -> ProfileChoice.research();
                case ALL_AND_FULL_DATES -> allBut(Option.MODIFIED_DATES);
                case ALL_AND_MODIFIED_DATES -> allBut(Option.FULL_DATES);
                default -> new ProfileChoice(Set.of(Option.valueOf(name())));
            };
        }

        private static ProfileChoice allBut(Option left) {
            return new ProfileChoice(EnumSet.complementOf(EnumSet.of(left)));
        }

        String temporal() {
            return switch (this) {
                case FULL_DATES, ALL_AND_FULL_DATES -> "UNMODIFIED";
                case MODIFIED_DATES, RESEARCH, ALL_AND_MODIFIED_DATES -> "MODIFIED";
                default -> "REMOVED";
            };
        }
    }

    private static final Map<String, List<PlantedRow>> ROWS =
            PlantedRow.read(SharedData.golden("deid/deid-truth.csv")).stream()
                    .collect(Collectors.groupingBy(PlantedRow::file));

    @ParameterizedTest
    @EnumSource
    void no_planted_string_is_left_in_any_byte(Named profile) {
        List<String> leaks = new ArrayList<>();
        for (GoldenOutput output : GoldenOutput.all(profile.choice())) {
            List<PlantedRow> rows = ROWS.get(output.file());
            List<String> kept = rows.stream()
                    .filter(row -> row.is("stretch") || isKept(row, profile.choice()))
                    .map(row -> row.cell("value"))
                    .toList();
            for (PlantedRow row : rows) {
                if (row.is("required") && !isKept(row, profile.choice())) {
                    leaks.addAll(leaks(output, row, kept));
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void identifiers_in_elements_outside_the_table_go_too(Named profile) {
        List<String> leaks = new ArrayList<>();
        for (GoldenOutput output : GoldenOutput.all(profile.choice())) {
            ROWS.get(output.file()).stream()
                    .filter(row -> row.is("stretch"))
                    .forEach(row -> leaks.addAll(leaks(output, row, List.of())));
        }
        assertThat(leaks).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_planted_element_is_treated_as_its_row_says(Named profile) {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (GoldenOutput output : GoldenOutput.all(profile.choice())) {
            for (PlantedRow row : ROWS.get(output.file())) {
                if (row.cell("where").equals("dataset") && !row.is("stretch")) {
                    checked++;
                    RowCheck.fault(output, row, profile.choice())
                            .ifPresent(fault -> wrong.add(row.file() + " " + row.cell("tag_path") + " " + fault));
                }
            }
        }
        assertThat(checked).isEqualTo(profile.choice().has(Option.CLEAN_PIXEL_DATA) ? 2359 : 2257);
        assertThat(wrong).as("%d of %d".formatted(wrong.size(), checked)).isEmpty();
    }

    @Test
    void pixels_that_must_not_change_do_not() {
        Map<String, PlantedRow> truth = PlantedRow.read(SharedData.golden("deid/pixels-truth.csv")).stream()
                .collect(Collectors.toMap(PlantedRow::file, row -> row));
        for (GoldenOutput output : GoldenOutput.all(ProfileChoice.basic())) {
            PlantedRow row = truth.get(output.file());
            if (row != null && row.cell("must_stay_unchanged").equals("yes")) {
                assertThat(StoredPixels.sha256(output.after()))
                        .as(output.file())
                        .isEqualTo(row.cell("stored_sha256"));
            }
        }
    }

    @Test
    void bits_above_high_bit_are_cleared() {
        for (GoldenOutput output : GoldenOutput.all(ProfileChoice.basic())) {
            if (output.file().startsWith("overlay-highbits")) {
                assertThat(Arrays.stream(StoredPixels.words(output.after()))).allMatch(word -> (word & ~0xfff) == 0);
            }
        }
    }

    @Test
    void objects_with_text_in_their_pixels_are_held_and_the_one_without_is_not() {
        assertThat(GoldenOutput.held())
                .containsExactly(
                        "burn-cine.dcm",
                        "burn-cr-mono1.dcm",
                        "burn-palette.dcm",
                        "burn-sc-mono2.dcm",
                        "burn-us-rgb.dcm",
                        "burn-us-ybr-rle.dcm");
    }

    @Test
    void an_old_uid_becomes_one_new_uid_over_the_whole_set() {
        Map<String, String> mapped = new HashMap<>();
        for (GoldenOutput output : GoldenOutput.all(ProfileChoice.research())) {
            for (int tag : List.of(Tag.STUDY_INSTANCE_UID, Tag.SOP_INSTANCE_UID, 0x00200052)) {
                output.before().dataset().string(tag).ifPresent(old -> {
                    String fresh = output.after().dataset().string(tag).orElseThrow();
                    assertThat(mapped.merge(old, fresh, (a, b) -> a)).isEqualTo(fresh);
                });
            }
        }
        Dataset ct = after("ref-ct1.dcm").after().dataset();
        Dataset seg = after("ref-seg.dcm").after().dataset();
        String referenced = seg.items(0x00081115)
                .get(0)
                .items(0x0008114A)
                .get(0)
                .string(0x00081155)
                .orElseThrow();
        assertThat(referenced).isEqualTo(ct.string(Tag.SOP_INSTANCE_UID).orElseThrow());
        assertThat(seg.string(0x00200052)).isEqualTo(ct.string(0x00200052));
        assertThat(after("ref-ct2-later.dcm").after().dataset().string(0x00200052))
                .contains("1.2.840.10008.1.4.1.1");
    }

    @Test
    void pseudonyms_follow_patient_and_issuer() {
        assertThat(after("issuer1.dcm").pseudonym())
                .isNotEqualTo(after("issuer2.dcm").pseudonym());
        assertThat(after("ref-ct1.dcm").pseudonym())
                .isEqualTo(after("ref-ct2-later.dcm").pseudonym());
    }

    @Test
    void distances_between_a_patients_dates_hold() {
        Dataset first = after("ref-ct1.dcm").after().dataset();
        Dataset later = after("ref-ct2-later.dcm").after().dataset();
        assertThat(GoldenOutput.days(first, later)).isEqualTo(37);
        assertThat(first.string(Tag.STUDY_DATE))
                .isNotEqualTo(after("ref-ct1.dcm").before().dataset().string(Tag.STUDY_DATE));
    }

    @ParameterizedTest
    @EnumSource
    void every_output_says_what_was_done_to_it(Named profile) {
        for (GoldenOutput output : GoldenOutput.all(profile.choice())) {
            Dataset dataset = output.after().dataset();
            assertThat(dataset.string(Tag.PATIENT_IDENTITY_REMOVED)).contains("YES");
            assertThat(dataset.strings(Tag.DEIDENTIFICATION_METHOD)).isNotEmpty();
            assertThat(dataset.items(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE))
                    .hasSize(1 + profile.choice().options().size());
            assertThat(dataset.string(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED))
                    .contains(profile.temporal());
            assertThat(output.bytes()).startsWith(new byte[128]);
            assertThat(output.after().meta().string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID))
                    .isEqualTo(dataset.string(Tag.SOP_INSTANCE_UID));
        }
    }

    @Test
    void what_the_profile_took_away_is_on_record() {
        assertThat(after("dates.dcm").takenAway()).contains("PatientBirthDate", "AccessionNumber");
        assertThat(after("dates.dcm").after().dataset().string(Tag.PATIENT_AGE)).contains("090Y");
    }

    /** Whether an option keeps the element, so that its own strings may stay. */
    private static boolean isKept(PlantedRow row, ProfileChoice choice) {
        return row.is("required")
                && row.cell("where").equals("dataset")
                && row.cell("in_table").equals("yes")
                && row.code(choice).equals("K");
    }

    private static GoldenOutput after(String file) {
        return GoldenOutput.all(ProfileChoice.research()).stream()
                .filter(output -> output.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> leaks(GoldenOutput output, PlantedRow row, List<String> kept) {
        List<String> leaks = new ArrayList<>();
        for (String text : row.strings("must_not_appear")) {
            boolean allowed = kept.stream().anyMatch(value -> value.contains(text));
            if (!allowed && output.contains(text.getBytes(StandardCharsets.UTF_8))) {
                leaks.add(output.file() + " " + row.cell("tag_path") + " " + text);
            }
        }
        for (String hex : row.strings("must_not_appear_hex")) {
            if (output.contains(HexFormat.of().parseHex(hex))) {
                leaks.add(output.file() + " " + row.cell("tag_path") + " 0x" + hex);
            }
        }
        return leaks;
    }
}
