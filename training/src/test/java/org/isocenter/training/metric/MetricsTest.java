package org.isocenter.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Offset<Double> TOLERANCE = within(1e-9);
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/evaluation.safetensors"));
    private static final JsonNode VALUES = GoldenTensors.json(SharedData.golden("ssl/evaluation.json"));

    @Test
    void two_classes_equal_scikit_learn_with_ties() {
        boolean[] positive = Ranking.oneVersusRest(ARRAYS.ints("binary/labels"), 1);
        for (String name : List.of("a", "b")) {
            double[] scores = ARRAYS.doubles("binary/scores_" + name);
            assertThat(Ranking.auroc(positive, scores)).isCloseTo(value("binary", "auroc_" + name), TOLERANCE);
            assertThat(Ranking.averagePrecision(positive, scores))
                    .isCloseTo(value("binary", "average_precision_" + name), TOLERANCE);
        }
    }

    @Test
    void several_classes_equal_scikit_learn() {
        int[] label = ARRAYS.ints("probe/test_labels");
        double[][] scores = ARRAYS.rows("linear/C1.0/test_probabilities");
        assertThat(Ranking.macroAuroc(label, scores)).isCloseTo(value("multiclass", "auroc_macro_ovr"), TOLERANCE);
        assertThat(Decisions.accuracy(label, scores)).isCloseTo(value("multiclass", "accuracy"), TOLERANCE);
        assertThat(Decisions.balancedAccuracy(label, scores))
                .isCloseTo(value("multiclass", "balanced_accuracy"), TOLERANCE);
        assertThat(Ranking.averagePrecision(Ranking.oneVersusRest(label, 2), Ranking.column(scores, 2)))
                .isCloseTo(
                        VALUES.at("/multiclass/average_precision_per_class/2").asDouble(), TOLERANCE);
    }

    @Test
    void alignment_of_two_views_equals_the_golden_values() {
        for (String name : List.of("healthy", "low_rank", "one_direction")) {
            double alignment = PairAlignment.of(
                    ARRAYS.rows("collapse/" + name + "/z"), ARRAYS.rows("collapse/" + name + "/z_view2"));
            assertThat(alignment)
                    .isCloseTo(VALUES.at("/collapse/" + name + "/alignment").asDouble(), TOLERANCE);
        }
    }

    @Test
    void a_class_without_samples_is_left_out() {
        double[][] scores = {{0.9, 0.1, 0}, {0.2, 0.8, 0}, {0.6, 0.4, 0}};
        assertThat(Ranking.macroAuroc(new int[] {0, 1, 0}, scores)).isEqualTo(1.0);
        assertThat(Decisions.balancedAccuracy(new int[] {0, 1, 0}, scores)).isEqualTo(1.0);
    }

    @Test
    void overlap_equals_golden_values_and_has_a_rule_for_empty_masks() {
        for (String name : List.of("2d", "2d_border", "3d")) {
            Overlap overlap = Overlap.of(mask("segmentation/" + name + "/pred"), mask("segmentation/" + name + "/gt"));
            JsonNode golden = VALUES.get("segmentation").get(name);
            assertThat(overlap.dice()).isCloseTo(golden.get("dice").asDouble(), TOLERANCE);
            assertThat(overlap.iou()).isCloseTo(golden.get("iou").asDouble(), TOLERANCE);
        }
        assertThat(Overlap.of(new byte[3], new byte[3]).dice()).isEqualTo(1);
        assertThat(Overlap.of(new byte[3], new byte[] {1, 0, 0}).dice()).isZero();
    }

    @Test
    void an_interval_over_few_patients_is_wider_than_over_many_images() {
        int images = 200;
        double[] right = IntStream.range(0, images)
                .mapToDouble(i -> i / 10 % 3 == 0 ? 0 : 1)
                .toArray();
        List<String> own =
                IntStream.range(0, images).mapToObj(Integer::toString).toList();
        List<String> ofTen =
                IntStream.range(0, images).mapToObj(i -> "p" + i / 10).toList();
        PatientBootstrap bootstrap = new PatientBootstrap(3);
        MetricValue many = bootstrap.interval(own, places -> mean(right, places));
        MetricValue few = bootstrap.interval(ofTen, places -> mean(right, places));
        assertThat(few.value()).isEqualTo(many.value());
        assertThat(few.high() - few.low()).isGreaterThan(2 * (many.high() - many.low()));
        assertThat(many.high() - many.low()).isCloseTo(2 * 1.96 * Math.sqrt(0.65 * 0.35 / images), within(0.02));
        assertThat(bootstrap.interval(ofTen, places -> mean(right, places))).isEqualTo(few);
    }

    @Test
    void the_figures_of_a_head_have_the_names_of_the_report() {
        int[] label = ARRAYS.ints("probe/test_labels");
        List<String> patients = Arrays.stream(label).mapToObj(Integer::toString).toList();
        Map<String, MetricValue> metrics = ClassificationMetrics.of(
                patients, label, ARRAYS.rows("linear/C1.0/test_probabilities"), new PatientBootstrap(50, 1));
        assertThat(metrics).containsOnlyKeys("auroc", "averagePrecision", "balancedAccuracy", "accuracy");
    }

    private static double mean(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).average().orElseThrow();
    }

    private static byte[] mask(String name) {
        int[] values = ARRAYS.ints(name);
        byte[] mask = new byte[values.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) values[i];
        }
        return mask;
    }

    private static double value(String group, String name) {
        return VALUES.get(group).get(name).asDouble();
    }
}
