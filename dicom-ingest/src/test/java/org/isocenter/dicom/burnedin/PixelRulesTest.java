package org.isocenter.dicom.burnedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.isocenter.dicom.burnedin.PixelRule.Then;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelRulesTest {
    @TempDir
    Path folder;

    @Test
    void a_rule_fits_a_device_by_parts_of_its_name_in_any_case() {
        assertThat(names(header("Modality", "US", "Manufacturer", "GE Healthcare", "ManufacturerModelName", "Logiq9")))
                .containsExactly("GE LOGIQ 9");
        assertThat(names(header("Modality", "CT", "Manufacturer", "GE Healthcare", "ManufacturerModelName", "Logiq9")))
                .isEmpty();
        assertThat(names(header("Modality", "US", "Manufacturer", "PHILIPS", "ManufacturerModelName", "EPIQ 7G")))
                .isEmpty();
        assertThat(names(header(
                        "Modality",
                        "US",
                        "Manufacturer",
                        "PHILIPS",
                        "ManufacturerModelName",
                        "EPIQ 7G",
                        "Rows",
                        "768")))
                .containsExactly("Philips EPIQ");
    }

    @Test
    void an_attribute_alone_must_be_there_with_a_value() {
        Dataset dataset = new Dataset();
        assertThat(names(dataset)).isEmpty();
        dataset.setItems(0x00186011, List.of(new Dataset()));
        assertThat(names(dataset)).containsExactly("ultrasound regions");
    }

    @Test
    void rules_of_a_hospital_come_first_and_one_that_passes_ends_the_list() throws IOException {
        PixelRules rules = rules("""
            # our own
            our scanner	StationName=CT07	pass
            a screen	ConversionType=WSD|SD	hold
            """);
        assertThat(rules.of(header("StationName", "CT07", "Modality", "SEG")))
                .extracting(PixelRule::name)
                .containsExactly("our scanner");
        assertThat(rules.of(header("ConversionType", "SD")))
                .extracting(PixelRule::then)
                .containsExactly(Then.HOLD);
    }

    @Test
    void a_rule_holds_blanks_or_lets_pass() throws IOException {
        DicomObject none = SampleFrames.object(SharedData.golden("deid/input/burn-none.dcm"));
        DicomObject text = SampleFrames.object(SharedData.golden("deid/input/burn-us-rgb.dcm"));
        assertThatThrownBy(() -> new PixelCleaner(rules("all\tModality\thold\n")).check(none))
                .hasMessageContaining("the rule \"all\" holds it");
        assertThatThrownBy(() -> new PixelCleaner(rules("edge\tModality\tblank 0,0,128,5 40,30,90,60\n")).check(none))
                .hasMessageContaining("frame 1 is not empty where the rule \"edge\" says");
        assertThatCode(() -> new PixelCleaner(rules("edge\tModality\tblank 0,0,128,5\n")).check(none))
                .doesNotThrowAnyException();
        assertThatCode(() -> new PixelCleaner(rules("ours\tModality=US\tpass\n")).check(text))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no tabs", "a\tNoSuchWord=1\tpass", "a\tModality=US\tburn", "a\tModality\tblank 1,2,3"})
    void a_line_that_is_no_rule_is_refused_in_its_own_words(String line) {
        assertThatThrownBy(() -> rules(line + "\n"))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
                .hasMessageContaining("xpected");
    }

    private PixelRules rules(String text) throws IOException {
        return PixelRules.standard().with(Files.writeString(folder.resolve("rules.tsv"), text));
    }

    private static List<String> names(Dataset dataset) {
        return PixelRules.standard().of(dataset).stream().map(PixelRule::name).toList();
    }

    private static Dataset header(String... pairs) {
        Dataset dataset = new Dataset();
        for (int i = 0; i < pairs.length; i += 2) {
            int tag = Dictionary.tag(pairs[i]).orElseThrow();
            dataset.set(tag, Dictionary.vr(tag), pairs[i + 1]);
        }
        return dataset;
    }
}
