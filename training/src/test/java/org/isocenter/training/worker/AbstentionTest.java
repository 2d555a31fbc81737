package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.training.familiarity.Familiarity;
import org.junit.jupiter.api.Test;

class AbstentionTest {
    private static final Familiarity FAMILIAR = new Familiarity(new double[][] {{1, 0}}, 0.25);

    @Test
    void a_head_does_not_answer_about_a_modality_that_it_was_not_trained_on() {
        Abstention abstention = new Abstention(List.of("CR", "DX"), Optional.of(FAMILIAR));
        assertThat(abstention.why(Modality.US, 0.1).orElseThrow().values())
                .containsEntry("reason", "WRONG_MODALITY")
                .containsEntry("modality", "US")
                .containsEntry("trainedOn", List.of("CR", "DX"));
        assertThat(abstention.why(Modality.DX, 0.1)).isEmpty();
    }

    @Test
    void nor_about_an_image_unlike_its_training_images_and_says_by_how_much() {
        Abstention abstention = new Abstention(List.of("CT"), Optional.of(FAMILIAR));
        assertThat(abstention.why(Modality.CT, 0.25)).isEmpty();
        Abstention.Why why = abstention.why(Modality.CT, 0.5).orElseThrow();
        assertThat(why.values())
                .containsEntry("reason", "OUT_OF_DISTRIBUTION")
                .containsEntry("distance", 0.5)
                .containsEntry("threshold", 0.25)
                .containsEntry("rate", 0.05);
        assertThat(why.sentence()).contains("0.500").contains("all but 5 %").contains("0.250");
    }

    @Test
    void a_head_from_before_any_of_it_was_kept_answers_always() {
        assertThat(new Abstention(List.of(), Optional.empty()).why(Modality.US, 0))
                .isEmpty();
    }
}
