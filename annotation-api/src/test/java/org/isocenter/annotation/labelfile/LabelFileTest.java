package org.isocenter.annotation.labelfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.isocenter.annotation.labelfile.LabelRow.Name;
import org.isocenter.annotation.labelfile.LabelRow.Subject;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

class LabelFileTest {

    @Test
    void columns_may_come_in_any_order() throws IOException {
        assertThat(read("split,class,width,image\ntrain,a;b,3,x/1.png\n,,3,x/2.png\n"))
                .containsExactly(
                        new LabelRow(
                                2,
                                new Subject(Name.IMAGE, "x/1.png"),
                                List.of("a", "b"),
                                List.of(),
                                Optional.of(Partition.TRAIN)),
                        new LabelRow(3, new Subject(Name.IMAGE, "x/2.png"), List.of(), List.of(), Optional.empty()));
    }

    @Test
    void quotes_byte_order_mark_and_windows_line_ends_are_understood() throws IOException {
        assertThat(read("\uFEFFimage,masks\r\n\"a,\"\"b\"\".png\",m1.png; m2.png\r\n"))
                .containsExactly(new LabelRow(
                        2,
                        new Subject(Name.IMAGE, "a,\"b\".png"),
                        List.of(),
                        List.of("m1.png", "m2.png"),
                        Optional.empty()));
    }

    @Test
    void the_most_exact_name_of_a_row_counts() throws IOException {
        assertThat(read("patient,series_uid,label\nP1,,x\nP1,1.2,x\n"))
                .extracting(row -> row.subject().name())
                .containsExactly(Name.PATIENT, Name.SERIES_UID);
    }

    @Test
    void a_label_beside_unlabelled_does_not_count() throws IOException {
        assertThat(read("image,label,split\na.png,x,unlabelled\n"))
                .extracting(LabelRow::isLabelled)
                .containsExactly(false);
    }

    @Test
    void trouble_names_its_line_and_nothing_of_the_input() {
        assertThatThrownBy(() -> read("image,split\na.png,train\nMueller.png,holdout\n"))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("Mueller");
        assertThatThrownBy(() -> read("image,label\na.png\n")).hasMessageContaining("expected 2 fields");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> read("file,label\n")).hasMessageContaining("image, sop_uid");
    }

    private static List<LabelRow> read(String text) throws IOException {
        return LabelFile.read(new StringReader(text), 10);
    }
}
