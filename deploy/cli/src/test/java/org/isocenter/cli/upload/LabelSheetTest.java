package org.isocenter.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.isocenter.cli.client.CohortCalls.Place;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSheetTest {
    @TempDir
    Path folder;

    @Test
    void words_are_those_of_labelled_rows_and_several_of_one_image_are_parted() throws IOException {
        LabelSheet sheet =
                sheet("\uFEFFImage,Label,Split\na.png,dog;cat,train\nb.png,fox,unlabelled\n\"c,d.png\",cat,test\n");
        assertThat(sheet.words()).containsExactly("cat", "dog");
        assertThat(sheet.hasMasks()).isFalse();
    }

    @Test
    void several_words_of_an_image_or_an_open_one_are_findings_and_grades_are_in_the_order_of_their_numbers()
            throws IOException {
        assertThat(sheet("image,label\na.png,mass;nodule\nb.png,mass\n").hasFindings())
                .isTrue();
        LabelSheet open = sheet("image,label\na.png,?mass\nb.png,nodule\n");
        assertThat(open.hasFindings()).isTrue();
        assertThat(open.words()).containsExactly("mass", "nodule");
        LabelSheet grades = sheet("image,label\na.png,10\nb.png,2\nc.png,0\n");
        assertThat(grades.hasFindings()).isFalse();
        assertThat(grades.words()).containsExactly("0", "2", "10");
    }

    @Test
    void sides_are_given_by_path_or_by_the_name_before() throws IOException {
        assertThat(sheet("image,split\na.png,train\nb.png,\nc.png,Validation\n").places())
                .containsExactly(
                        new Place("a.png", null, 0, "TRAIN", null, null, null, null),
                        new Place("c.png", null, 0, "VAL", null, null, null, null));
        assertThat(sheet("study_uid,patient,split\n1.2,P,test\n,Q,unlabelled\n").places())
                .containsExactly(
                        new Place(null, null, 0, "TEST", null, null, "1.2", null),
                        new Place(null, null, 0, "UNLABELLED", null, null, null, "Q"));
    }

    @Test
    void a_word_that_is_no_side_names_its_line() throws IOException {
        LabelSheet sheet = sheet("image,split\na.png,train\nb.png,holdout\n");
        assertThatThrownBy(sheet::places)
                .isInstanceOf(PlatformException.class)
                .hasMessage("line 3: expected the split train, val, test or unlabelled");
        assertThatThrownBy(sheet("image,label\na.png,x\n")::places).hasMessageContaining("expected a column split");
    }

    @Test
    void masks_are_found_beside_the_file_and_a_missing_one_names_its_line() throws IOException {
        Files.createDirectories(folder.resolve("m"));
        Path mask = Files.write(folder.resolve("m/a.png"), new byte[1]);
        LabelSheet sheet = sheet("image,masks\na.png,m/a.png\n");
        assertThat(sheet.hasMasks()).isTrue();
        assertThat(sheet.masks()).isEqualTo(Map.of("m/a.png", mask));
        assertThatThrownBy(sheet("image,masks\na.png,m/a.png;m/b.png\n")::masks)
                .hasMessage("line 2: there is no mask file m/b.png");
    }

    @Test
    void a_missing_mask_keeps_no_image_from_being_taken_in() throws IOException {
        assertThat(sheet("image,masks,split\na.png,m/a.png;m/b.png,train\nc.png,m/c.png,unlabelled\n")
                        .maskPlaces())
                .containsExactlyInAnyOrder(
                        folder.resolve("m/a.png"), folder.resolve("m/b.png"), folder.resolve("m/c.png"));
    }

    @Test
    void patients_are_those_of_images() throws IOException {
        assertThat(sheet("patient,image\np1,a.png\n,b.png\n").patients()).isEqualTo(Map.of("a.png", "p1"));
    }

    @Test
    void a_row_of_another_length_names_its_line_even_after_a_quoted_line_end() {
        assertThatThrownBy(() -> CsvFile.parse("a,b\n\"x\ny\",1\nz\n"))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LABELS_UNREADABLE))
                .hasMessage("line 4: expected 2 fields as in the header, came 1");
        assertThat(CsvFile.parse("a,b\r\n\"x\"\"y\", z \r\n").rows().get(0).cells())
                .isEqualTo(Map.of("a", "x\"y", "b", " z "));
    }

    @Test
    void a_quote_that_is_never_closed_names_its_line_instead_of_swallowing_the_rest() {
        assertThatThrownBy(() -> CsvFile.parse("image,label\na.png,x\nb.png,\"y\nc.png,z\n"))
                .hasMessage("line 3: expected a closing quote; none follows");
    }

    @Test
    void a_file_that_is_not_there_is_not_found() {
        assertThatThrownBy(() -> LabelSheet.read(folder.resolve("none.csv")))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private LabelSheet sheet(String text) throws IOException {
        return LabelSheet.read(Files.writeString(folder.resolve("labels.csv"), text));
    }
}
