package org.isocenter.cli.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelRowsTest {
    @TempDir
    Path folder;

    @Test
    void a_file_with_classes_and_masks_allows_two_tasks() throws IOException {
        LabelRows rows = read("image,label,mask,split\n\"a, b.png\",big,m.png,train\nc.png,small,,test\n");
        assertThat(rows.classification().orElseThrow().classes()).containsExactly("big", "small");
        LabelTask masks = rows.segmentation().orElseThrow();
        assertThat(masks.labels().rows()).hasSize(1);
        assertThat(new String(masks.labels().csv(true), UTF_8))
                .isEqualTo("image,masks,split\n\"a, b.png\",\"m.png\",\"train\"\n");
    }

    @Test
    void a_label_beside_unlabelled_is_no_word_of_the_scheme() throws IOException {
        LabelRows rows = read("image,label,split\na.png,x,train\nb.png,y,test\nc.png,secret,unlabelled\n");
        assertThat(rows.classification().orElseThrow().classes()).containsExactly("x", "y");
    }

    @Test
    void a_side_is_understood_in_any_case() throws IOException {
        LabelRows rows = read("image,label,split\na.png,x,TRAIN\nb.png,y,Test\nc.png,secret,Unlabelled\n");
        assertThat(rows.rows()).extracting(LabelRows.Row::side).containsExactly("train", "test", "unlabelled");
        assertThat(rows.classification().orElseThrow().classes()).containsExactly("x", "y");
    }

    @Test
    void grades_stand_in_the_order_of_their_numbers_and_several_words_are_several_findings() throws IOException {
        LabelRows grades = read("image,label\na.png,10\nb.png,2\nc.png,2\n");
        assertThat(grades.ordinal().orElseThrow().classes()).containsExactly("2", "10");
        assertThat(grades.ordinal().orElseThrow().kind()).isEqualTo("ORDINAL");
        assertThat(grades.classification().orElseThrow().kind()).isEqualTo("CLASSIFICATION");
        LabelRows findings = read("image,label\na.png,effusion;nodule\nb.png,nodule\n");
        assertThat(findings.classification().orElseThrow().kind()).isEqualTo("MULTI_LABEL");
    }

    @Test
    void one_word_is_no_classification() throws IOException {
        assertThat(read("image,label\na.png,x\nb.png,x\n").classification()).isEmpty();
    }

    @Test
    void a_mask_that_is_not_there_is_named() throws IOException {
        LabelRows rows = read("image,masks\na.png,gone.png\n");
        assertThatThrownBy(() -> rows.segmentation().orElseThrow().labels().masks())
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("gone.png");
    }

    @Test
    void an_archive_brings_labels_and_sides() {
        LabelRows rows = LabelRows.ofArchive(SharedData.data("medmnist/breastmnist.npz"));
        assertThat(rows.rows()).hasSize(780);
        assertThat(rows.rows().stream().map(LabelRows.Row::side).distinct()).containsExactly("train", "val", "test");
        assertThat(rows.classification().orElseThrow().classes()).containsExactly("0", "1");
    }

    @Test
    void masks_beside_the_images_are_not_sent_as_images() {
        OwnIntake busi = OwnIntake.find(
                SharedData.data("segmentation/busi"),
                Optional.empty(),
                Optional.of(SharedData.golden("label-efficiency/busi_split.csv")),
                Optional.empty(),
                Optional.of("segmentation"));
        assertThat(busi.masks()).hasSize(73).allMatch(mask -> mask.toString().contains("_mask") && Files.exists(mask));
        assertThat(busi.split().orElseThrow().places()).hasSize(65);
        assertThat(busi.tasks()).singleElement().matches(LabelTask::isSegmentation);
    }

    @Test
    void data_without_labels_say_what_is_expected() {
        assertThatThrownBy(() ->
                        OwnIntake.find(folder, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("--labels");
    }

    private LabelRows read(String text) throws IOException {
        return LabelRows.read(Files.writeString(folder.resolve("labels.csv"), text));
    }
}
