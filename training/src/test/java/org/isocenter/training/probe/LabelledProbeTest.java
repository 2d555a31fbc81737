package org.isocenter.training.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledProbeTest {
    /** Class 0 lies along the first axis and class 1 along the second, two images for each of six patients. */
    private static final int[] LABEL = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};

    private static final List<String> PATIENTS = List.of("a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f", "f");

    @Test
    void classes_that_lie_apart_are_found() {
        assertThat(new LabelledProbe(LABEL, 2, PATIENTS).nearest(axes())).isEqualTo(1);
    }

    @Test
    void a_line_tells_classes_apart_that_have_no_like_neighbours() {
        double[][] features = new double[LABEL.length][];
        for (int i = 0; i < features.length; i++) {
            features[i] = new double[LABEL.length / 2 + 1];
            features[i][i / 2] = 10; // each patient lies far from all others, in a direction of its own
            features[i][LABEL.length / 2] = LABEL[i];
        }
        LabelledProbe probe = new LabelledProbe(LABEL, 2, PATIENTS);
        assertThat(probe.linear(features)).isEqualTo(1);
        assertThat(probe.linear(new double[LABEL.length][4])).as("of nothing").isEqualTo(0.5);
    }

    @Test
    void the_length_of_a_feature_says_nothing() {
        double[][] features = axes();
        IntStream.range(0, features.length).forEach(i -> features[i][LABEL[i]] *= 1 + 10 * i);
        assertThat(new LabelledProbe(LABEL, 2, PATIENTS).nearest(features)).isEqualTo(1);
    }

    @Test
    void an_image_is_not_found_by_another_of_its_own_patient() {
        double[][] features = new double[LABEL.length][];
        for (int i = 0; i < features.length; i++) {
            features[i] = new double[6];
            features[i][i / 2] = 1; // only the two images of one patient are alike
            features[i][i / 2 < 3 ? 3 : 0] += 0.1; // and a little like the other class
        }
        assertThat(new LabelledProbe(LABEL, 2, PATIENTS).nearest(features)).isZero();
    }

    @Test
    void every_class_weighs_the_same_however_many_images_it_has() {
        int[] label = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
        double[][] features = new double[label.length][];
        IntStream.range(0, label.length).forEach(i -> features[i] = new double[] {1, i / 100.0});
        features[8] = new double[] {0, 1};
        features[9] = new double[] {0, 1};
        List<String> patients =
                IntStream.range(0, label.length).mapToObj(String::valueOf).toList();
        assertThat(new LabelledProbe(label, 2, patients).nearest(features)).isEqualTo(1);
        features[9] = new double[] {1, -0.5}; // now neither of the two has its comrade near
        assertThat(new LabelledProbe(label, 2, patients).nearest(features)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void a_label_without_a_patient_is_refused() {
        assertThatThrownBy(() -> new LabelledProbe(LABEL, 2, PATIENTS.subList(1, 12)))
                .hasMessageContaining("12 labels, 11 patients");
    }

    private static double[][] axes() {
        return IntStream.of(LABEL)
                .mapToObj(k -> k == 0 ? new double[] {1, 0.1} : new double[] {0.1, 1})
                .toArray(double[][]::new);
    }
}
