package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCleanerTest {
    private final KnownIdentifiers known = new KnownIdentifiers();

    @Test
    void clinical_words_stay_and_names_go() {
        assertThat(TextCleaner.clean("CT follow-up Vantrellis", known)).isEqualTo("CT follow-up");
        assertThat(TextCleaner.clean("t2_tse_sag 3mm Müller", known)).isEqualTo("t2 tse sag 3mm");
    }

    @Test
    void numbers_of_people_go() {
        assertThat(TextCleaner.clean("call +1-555-0142-00 dob 19310905 or 05.09.31 chest", known))
                .isEqualTo("or chest");
    }

    @Test
    void a_name_that_is_also_a_clinical_word_goes() {
        known.learnName("Head^Anna");
        assertThat(TextCleaner.clean("MR Head axial", known)).isEqualTo("MR axial");
    }

    @Test
    void known_identifiers_are_cut_out_of_other_text_as_whole_words() {
        known.learnName("Vantrellis^Ada");
        known.learn("WXC-7741-1000");
        assertThat(known.scrub("Lesion VANTRELLIS (wxc-7741-1000) left")).isEqualTo("Lesion  () left");
        assertThat(known.scrub("Adagio for Vantrellisia")).isEqualTo("Adagio for Vantrellisia");
    }
}
