package org.isocenter.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.Test;

class PairedTestsTest {
    private static final Offset<Double> TOLERANCE = within(1e-9);
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/evaluation.safetensors"));
    private static final JsonNode VALUES = GoldenTensors.json(SharedData.golden("ssl/evaluation.json"));

    @Test
    void two_areas_are_compared_as_by_delong() {
        DeLong a = curve("a", own(150));
        DeLong b = curve("b", own(150));
        JsonNode golden = VALUES.get("delong");
        assertThat(a.area()).isCloseTo(VALUES.at("/binary/auroc_a").asDouble(), TOLERANCE);
        assertThat(a.variance()).isCloseTo(golden.get("variance_a").asDouble(), TOLERANCE);
        assertThat(b.variance()).isCloseTo(golden.get("variance_b").asDouble(), TOLERANCE);
        assertThat(a.covariance(b)).isCloseTo(golden.get("covariance_ab").asDouble(), TOLERANCE);
        assertThat(a.z(b)).isCloseTo(golden.get("paired_z").asDouble(), TOLERANCE);
        assertThat(a.p(b)).isCloseTo(golden.get("paired_p_two_sided").asDouble(), TOLERANCE);
        isInterval(a.waldInterval(), golden.get("wald95_a"));
        isInterval(a.logitInterval(), golden.get("logit95_a"));
        assertThat(a.p(a)).isEqualTo(1);
    }

    @Test
    void images_of_one_patient_are_no_independent_witnesses() {
        List<String> patients = own(150);
        int[] label = ARRAYS.ints("binary/labels");
        boolean[] positive = Ranking.oneVersusRest(label, 1);
        double[] scores = ARRAYS.doubles("binary/scores_a");
        boolean[] twice = new boolean[300];
        double[] scoresTwice = new double[300];
        List<String> patientsTwice = new ArrayList<>(patients);
        patientsTwice.addAll(patients);
        for (int i = 0; i < 300; i++) {
            twice[i] = positive[i % 150];
            scoresTwice[i] = scores[i % 150];
        }
        DeLong once = DeLong.of(positive, scores, patients);
        DeLong known = DeLong.of(twice, scoresTwice, patientsTwice);
        DeLong unknown = DeLong.of(twice, scoresTwice, own(300));
        assertThat(known.variance()).isCloseTo(once.variance(), TOLERANCE);
        assertThat(unknown.variance()).isLessThan(0.6 * once.variance());
    }

    @Test
    void decisions_are_compared_as_by_mcnemar() {
        int[] label = ARRAYS.ints("probe/test_labels");
        boolean[] knn = right(label, ARRAYS.ints("knn/predicted"));
        boolean[] linear = right(label, Decisions.of(ARRAYS.rows("linear/C1.0/test_probabilities")));
        isTest(McNemar.of(knn, linear), VALUES.at("/mcnemar/knn_vs_linear"));
        int[] two = ARRAYS.ints("binary/labels");
        boolean[] a = right(two, atHalf("a"));
        boolean[] b = right(two, atHalf("b"));
        isTest(McNemar.of(a, b), VALUES.at("/mcnemar/binary_a_vs_b_at_0.5"));
        assertThat(McNemar.byPatient(a, b, own(150)))
                .isCloseTo(
                        VALUES.at("/mcnemar/binary_a_vs_b_at_0.5/p_no_correction")
                                .asDouble(),
                        TOLERANCE);
        assertThat(McNemar.of(a, a).exact()).isEqualTo(1);
        assertThat(McNemar.byPatient(a, a, own(150))).isEqualTo(1);
    }

    @Test
    void a_thousand_disagreements_do_not_underflow() {
        assertThat(new McNemar(1500, 1500).exact()).isEqualTo(1);
        assertThat(new McNemar(1400, 1600).exact())
                .isCloseTo(new McNemar(1400, 1600).chiSquareCorrected(), within(1e-5));
    }

    private static void isTest(McNemar test, JsonNode golden) {
        assertThat(test.firstOnly()).isEqualTo(golden.get("a_only_correct").asLong());
        assertThat(test.secondOnly()).isEqualTo(golden.get("b_only_correct").asLong());
        assertThat(test.exact()).isCloseTo(golden.get("exact_p_two_sided").asDouble(), TOLERANCE);
        assertThat(test.statistic(0)).isCloseTo(golden.get("chi2_no_correction").asDouble(), TOLERANCE);
        assertThat(test.chiSquare()).isCloseTo(golden.get("p_no_correction").asDouble(), TOLERANCE);
        assertThat(test.statistic(1)).isCloseTo(golden.get("chi2_continuity").asDouble(), TOLERANCE);
        assertThat(test.chiSquareCorrected())
                .isCloseTo(golden.get("p_continuity").asDouble(), TOLERANCE);
    }

    private static void isInterval(MetricValue value, JsonNode golden) {
        assertThat(value.low()).isCloseTo(golden.get(0).asDouble(), TOLERANCE);
        assertThat(value.high()).isCloseTo(golden.get(1).asDouble(), TOLERANCE);
    }

    private static DeLong curve(String name, List<String> patients) {
        return DeLong.of(
                Ranking.oneVersusRest(ARRAYS.ints("binary/labels"), 1),
                ARRAYS.doubles("binary/scores_" + name),
                patients);
    }

    private static int[] atHalf(String name) {
        return Arrays.stream(ARRAYS.doubles("binary/scores_" + name))
                .mapToInt(score -> score >= 0.5 ? 1 : 0)
                .toArray();
    }

    private static boolean[] right(int[] label, int[] decided) {
        boolean[] right = new boolean[label.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = label[i] == decided[i];
        }
        return right;
    }

    private static List<String> own(int samples) {
        return IntStream.range(0, samples).mapToObj(Integer::toString).toList();
    }
}
