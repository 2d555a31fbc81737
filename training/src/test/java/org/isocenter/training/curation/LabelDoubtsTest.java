package org.isocenter.training.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.curation.LabelDoubts.Doubt;
import org.isocenter.training.curation.LabelDoubts.Witness;
import org.junit.jupiter.api.Test;

class LabelDoubtsTest {
    private static final double[] FOR_0 = {0.8, 0.2};
    private static final double[] FOR_1 = {0.2, 0.8};
    private static final double[] UNSURE = {0.4, 0.6};

    @Test
    void an_image_without_siblings_is_doubted_where_the_classifier_is_clear() {
        List<Doubt> doubts = doubts(new int[] {0, 0, 0, 1}, new int[] {1, 1, 1, 1}, FOR_0, UNSURE, FOR_1, FOR_1);
        assertThat(doubts).singleElement().satisfies(doubt -> {
            assertThat(doubt.place()).isEqualTo(2);
            assertThat(doubt.expected()).isEqualTo(1);
            assertThat(doubt.margin()).isBetween(0.59, 0.61);
        });
    }

    @Test
    void an_image_against_its_patients_other_images_is_doubted_whatever_the_classifier_says() {
        int[] labels = {0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1};
        double[][] p = new double[12][];
        Arrays.fill(p, 0, 8, FOR_0);
        Arrays.fill(p, 8, 12, FOR_1);
        p[3] = FOR_1;
        assertThat(doubts(labels, new int[] {4, 4, 4}, p)).singleElement().satisfies(doubt -> {
            assertThat(doubt.place()).isEqualTo(3);
            assertThat(doubt.witness()).isEqualTo(Witness.OTHER_IMAGES_OF_THE_PATIENT);
            assertThat(doubt.margin()).isEqualTo(0.5);
        });
    }

    @Test
    void a_patient_whose_label_is_wrong_is_doubted_once_under_the_clearest_image() {
        int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
        double[][] p = {FOR_0, FOR_0, FOR_0, FOR_0, FOR_0, UNSURE, {0.9, 0.1}, FOR_0};
        assertThat(doubts(labels, new int[] {4, 4}, p)).singleElement().satisfies(doubt -> {
            assertThat(doubt.place()).isEqualTo(6);
            assertThat(doubt.witness()).isEqualTo(Witness.CLASSIFIER);
            assertThat(doubt.images()).isEqualTo(4);
        });
    }

    @Test
    void one_odd_look_at_a_patient_is_no_reason_to_doubt_a_label_that_the_others_bear_out() {
        int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
        double[][] p = {FOR_0, FOR_0, FOR_1, FOR_0, FOR_1, FOR_1, FOR_1, FOR_1};
        assertThat(doubts(labels, new int[] {4, 4}, p)).isEmpty();
    }

    @Test
    void where_labels_differ_within_patients_by_nature_each_image_stands_for_itself() {
        int[] labels = {0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1};
        double[][] p =
                IntStream.of(labels).mapToObj(k -> k == 0 ? FOR_0 : FOR_1).toArray(double[][]::new);
        p[4] = FOR_1;
        assertThat(doubts(labels, new int[] {4, 4, 4}, p))
                .extracting(Doubt::place, Doubt::witness)
                .containsExactly(tuple(4, Witness.CLASSIFIER));
    }

    /** Patients by their numbers of images, in order. */
    private static List<Doubt> doubts(int[] labels, int[] images, double[]... probabilities) {
        List<String> patients = IntStream.range(0, images.length)
                .boxed()
                .flatMap(patient -> Collections.nCopies(images[patient], "P" + patient).stream())
                .toList();
        return new LabelDoubts(labels, 2, patients, probabilities).all();
    }
}
