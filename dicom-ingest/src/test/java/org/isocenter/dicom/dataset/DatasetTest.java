package org.isocenter.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private final Dataset dataset = new Dataset();

    @Test
    void values_come_back_as_they_were_set() {
        dataset.set(Tag.IMAGE_TYPE, Vr.CS, "ORIGINAL", "PRIMARY");
        dataset.set(Tag.ROWS, Vr.US, "512");
        dataset.set(Tag.PATIENT_NAME, Vr.PN, "Doe^Jane");
        dataset.set(Tag.PIXEL_SPACING, Vr.DS, "0.5", "0.25");
        assertThat(dataset.strings(Tag.IMAGE_TYPE)).containsExactly("ORIGINAL", "PRIMARY");
        assertThat(dataset.integer(Tag.ROWS)).contains(512);
        assertThat(dataset.string(Tag.PATIENT_NAME)).contains("Doe^Jane");
        assertThat(dataset.doubles(Tag.PIXEL_SPACING)).containsExactly(0.5, 0.25);
        assertThat(dataset.bytes(Tag.IMAGE_TYPE)).hasSize(16);
    }

    @Test
    void items_read_text_in_the_outer_character_set() {
        Dataset item = new Dataset();
        dataset.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 100");
        dataset.setItems(0x00081111, List.of(item));
        item.setBytes(Tag.PATIENT_NAME, Vr.PN, new byte[] {'M', (byte) 0xfc, 'l', 'l'});
        assertThat(dataset.items(0x00081111).get(0).string(Tag.PATIENT_NAME)).contains("Müll");
    }

    /** The examples of PS3.5 H.3.1 and I.2, and of the Chinese annex J.3. */
    @Test
    void names_with_code_extensions_read_and_write_as_the_standard_prints_them() {
        check(
                List.of("", "ISO 2022 IR 87"),
                "59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d1b2442246424"
                        + "5e24401b28425e1b2442243f246d24261b2842",
                "Yamada^Tarou=山田^太郎=やまだ^たろう");
        check(
                List.of("", "ISO 2022 IR 149"),
                "486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf",
                "Hong^Gildong=洪^吉洞=홍^길동");
        check(List.of("GB18030"), "57616e675e5869616f446f6e673dcdf55ed0a1b6ab", "Wang^XiaoDong=王^小东");
    }

    @Test
    void a_copy_can_be_changed_without_a_trace() {
        Dataset item = new Dataset();
        item.set(Tag.PATIENT_ID, Vr.LO, "1");
        dataset.setItems(0x00101002, List.of(item));
        dataset.copy().items(0x00101002).get(0).set(Tag.PATIENT_ID, Vr.LO, "2");
        assertThat(item.string(Tag.PATIENT_ID)).contains("1");
    }

    @Test
    void the_dictionary_knows_tags_by_keyword_and_repeating_groups() {
        assertThat(Dictionary.tag("PatientID")).contains(Tag.PATIENT_ID);
        assertThat(Dictionary.vr(0x60023000)).isEqualTo(Vr.OW);
        assertThat(Dictionary.vr(0x00090010)).isEqualTo(Vr.LO);
        assertThat(Dictionary.vr(0x00091010)).isEqualTo(Vr.UN);
        assertThat(Tag.format(Tag.PIXEL_DATA)).isEqualTo("7FE00010");
    }

    private static void check(List<String> terms, String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        CharacterSet set = CharacterSet.of(terms);
        assertThat(set.decode(bytes)).isEqualTo(text);
        assertThat(set.decode(set.encode(text))).isEqualTo(text);
    }
}
