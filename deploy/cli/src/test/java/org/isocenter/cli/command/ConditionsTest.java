package org.isocenter.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.isocenter.cli.client.CohortCalls.Condition;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    @Test
    void values_patterns_and_limits_are_told_apart() {
        assertThat(Conditions.read("Modality=CT,MR"))
                .isEqualTo(new Condition("Modality", false, List.of("CT", "MR"), null, null, null));
        assertThat(Conditions.read("StudyDescription~*head*"))
                .isEqualTo(new Condition("StudyDescription", false, null, "*head*", null, null));
        assertThat(Conditions.read("StudyDate=20200101.."))
                .isEqualTo(new Condition("StudyDate", false, null, null, "20200101", null));
    }

    @Test
    void the_dictionary_says_what_is_compared_as_a_number() {
        assertThat(Conditions.read("Rows=256..512")).isEqualTo(new Condition("Rows", true, null, null, "256", "512"));
        assertThat(Conditions.read("SliceThickness=5").numeric()).isTrue();
    }

    @Test
    void a_word_that_is_no_keyword_is_refused() {
        assertThatThrownBy(() -> Conditions.read("Modalities=CT")).hasMessageContaining("came Modalities");
        assertThatThrownBy(() -> Conditions.read("Modality")).hasMessageContaining("Expected a condition such as");
    }
}
