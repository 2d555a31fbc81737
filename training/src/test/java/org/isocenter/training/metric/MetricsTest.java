package org.isocenter.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
            RankedScores scores = RankedScores.of(positive, ARRAYS.doubles("binary/scores_" + name));
            assertThat(scores.auroc()).isCloseTo(value("binary", "auroc_" + name), TOLERANCE);
            assertThat(scores.averagePrecision()).isCloseTo(value("binary", "average_precision_" + name), TOLERANCE);
        }
    }

    @Test
    void decisions_at_one_half_equal_scikit_learn() {
        int[] label = ARRAYS.ints("binary/labels");
        int[] decided = Arrays.stream(ARRAYS.doubles("binary/scores_a"))
                .mapToInt(score -> score >= 0.5 ? 1 : 0)
                .toArray();
        Confusion confusion = Confusion.of(label, decided, 2);
        JsonNode counts = VALUES.at("/binary/at_threshold_0.5_a");
        assertThat(confusion.counts()).isDeepEqualTo(new long[][] {
            {counts.get("tn").asLong(), counts.get("fp").asLong()},
            {counts.get("fn").asLong(), counts.get("tp").asLong()}
        });
        assertThat(confusion.balancedAccuracy()).isCloseTo(value("binary", "balanced_accuracy_a"), TOLERANCE);
        assertThat(confusion.f1(1)).isCloseTo(value("binary", "f1_a"), TOLERANCE);
        assertThat(confusion.mcc()).isCloseTo(value("binary", "mcc_a"), TOLERANCE);
        assertThat(confusion.sensitivity(1)).isCloseTo(40.0 / 57, TOLERANCE);
        assertThat(confusion.specificity(1)).isCloseTo(66.0 / 93, TOLERANCE);
        assertThat(confusion.precision(1)).isCloseTo(40.0 / 67, TOLERANCE);
    }

    @Test
    void several_classes_equal_scikit_learn() {
        int[] label = ARRAYS.ints("probe/test_labels");
        double[][] scores = ARRAYS.rows("linear/C1.0/test_probabilities");
        assertThat(Ranking.macroAuroc(label, scores)).isCloseTo(value("multiclass", "auroc_macro_ovr"), TOLERANCE);
        RankedScores[] ranked = Ranking.oneVersusRest(label, scores);
        for (int k = 0; k < ranked.length; k++) {
            assertThat(ranked[k].auroc())
                    .isCloseTo(VALUES.at("/multiclass/auroc_ovr_per_class/" + k).asDouble(), TOLERANCE);
            assertThat(ranked[k].averagePrecision())
                    .isCloseTo(
                            VALUES.at("/multiclass/average_precision_per_class/" + k)
                                    .asDouble(),
                            TOLERANCE);
        }
        Confusion confusion = Confusion.of(label, Decisions.of(scores), 4);
        assertThat(confusion.accuracy()).isCloseTo(value("multiclass", "accuracy"), TOLERANCE);
        assertThat(confusion.balancedAccuracy()).isCloseTo(value("multiclass", "balanced_accuracy"), TOLERANCE);
        assertThat(confusion.macroF1()).isCloseTo(value("multiclass", "f1_macro"), TOLERANCE);
        assertThat(confusion.mcc()).isCloseTo(value("multiclass", "mcc"), TOLERANCE);
    }

    @Test
    void several_findings_equal_scikit_learn_and_one_without_positives_is_left_out() {
        FindingFigures figures = new FindingFigures(findings("multilabel/labels"), ARRAYS.rows("multilabel/scores"));
        int[] once = once(120);
        for (int k = 0; k < 6; k++) {
            double auroc = figures.of(k).get("auroc").applyAsDouble(once);
            double precision = figures.of(k).get("averagePrecision").applyAsDouble(once);
            JsonNode golden = VALUES.at("/multilabel/auroc_per_class/" + k);
            assertThat(Double.isNaN(auroc)).isEqualTo(golden.isNull());
            assertThat(Double.isNaN(precision)).isEqualTo(golden.isNull());
            if (!golden.isNull()) {
                assertThat(auroc).isCloseTo(golden.asDouble(), TOLERANCE);
                assertThat(precision)
                        .isCloseTo(
                                VALUES.at("/multilabel/average_precision_per_class/" + k)
                                        .asDouble(),
                                TOLERANCE);
            }
        }
        assertThat(figures.overall().get("auroc").applyAsDouble(once))
                .isCloseTo(value("multilabel", "auroc_macro"), TOLERANCE);
        assertThat(figures.overall().get("averagePrecision").applyAsDouble(once))
                .isCloseTo(value("multilabel", "average_precision_macro"), TOLERANCE);
    }

    @Test
    void an_unknown_finding_leaves_its_sample_out_of_that_finding_alone() {
        int[][] label = findings("multilabel/labels");
        double[][] p = ARRAYS.rows("multilabel/scores");
        label[3][1] = FindingFigures.UNKNOWN;
        label[7][1] = FindingFigures.UNKNOWN;
        int[][] fewer = IntStream.range(0, 120)
                .filter(i -> i != 3 && i != 7)
                .mapToObj(i -> label[i])
                .toArray(int[][]::new);
        double[][] fewerP = IntStream.range(0, 120)
                .filter(i -> i != 3 && i != 7)
                .mapToObj(i -> p[i])
                .toArray(double[][]::new);
        FindingFigures masked = new FindingFigures(label, p);
        FindingFigures without = new FindingFigures(fewer, fewerP);
        masked.of(1).forEach((name, figure) -> assertThat(figure.applyAsDouble(once(120)))
                .isEqualTo(without.of(1).get(name).applyAsDouble(once(118))));
        assertThat(masked.of(0).get("auroc").applyAsDouble(once(120)))
                .isCloseTo(VALUES.at("/multilabel/auroc_per_class/0").asDouble(), TOLERANCE);
    }

    @Test
    void grades_equal_scikit_learn() {
        Confusion confusion = Confusion.of(ARRAYS.ints("ordinal/labels"), ARRAYS.ints("ordinal/predicted"), 5);
        assertThat(confusion.kappa(2)).isCloseTo(value("ordinal", "quadratic_weighted_kappa"), TOLERANCE);
        assertThat(confusion.kappa(1)).isCloseTo(value("ordinal", "linear_weighted_kappa"), TOLERANCE);
        assertThat(confusion.kappa(0)).isCloseTo(value("ordinal", "unweighted_kappa"), TOLERANCE);
        assertThat(confusion.balancedAccuracy()).isCloseTo(value("ordinal", "balanced_accuracy"), TOLERANCE);
        assertThat(confusion.meanAbsoluteError()).isCloseTo(value("ordinal", "mae"), TOLERANCE);
    }

    /** The values were counted threshold by threshold with NumPy. */
    @Test
    void one_rate_is_read_where_the_other_is_fixed() {
        boolean[] positive = Ranking.oneVersusRest(ARRAYS.ints("binary/labels"), 1);
        RankedScores scores = RankedScores.of(positive, ARRAYS.doubles("binary/scores_a"));
        assertThat(scores.sensitivityAt(0.9, once(150))).isCloseTo(27.0 / 57, TOLERANCE);
        assertThat(scores.specificityAt(0.9, once(150))).isCloseTo(47.0 / 93, TOLERANCE);
    }

    @Test
    void a_draw_counts_a_sample_as_often_as_it_was_drawn() {
        int[] label = ARRAYS.ints("probe/test_labels");
        double[][] p = ARRAYS.rows("linear/C1.0/test_probabilities");
        int[] times = IntStream.range(0, label.length).map(i -> i * 7 % 4).toArray();
        int[] places = IntStream.range(0, label.length)
                .flatMap(i -> IntStream.range(0, times[i]).map(time -> i))
                .toArray();
        ClassificationFigures written = new ClassificationFigures(
                Arrays.stream(places).map(i -> label[i]).toArray(),
                Arrays.stream(places).mapToObj(i -> p[i]).toArray(double[][]::new));
        ClassificationFigures counted = new ClassificationFigures(label, p);
        counted.overall().forEach((name, figure) -> assertThat(figure.applyAsDouble(times))
                .as(name)
                .isCloseTo(written.overall().get(name).applyAsDouble(once(places.length)), TOLERANCE));
        counted.of(2).forEach((name, figure) -> assertThat(figure.applyAsDouble(times))
                .as(name)
                .isCloseTo(written.of(2).get(name).applyAsDouble(once(places.length)), TOLERANCE));
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
        assertThat(Confusion.of(new int[] {0, 1, 0}, Decisions.of(scores), 3).balancedAccuracy())
                .isEqualTo(1.0);
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
        MetricValue many = bootstrap.interval(own, times -> mean(right, times));
        MetricValue few = bootstrap.interval(ofTen, times -> mean(right, times));
        assertThat(few.value()).isEqualTo(many.value());
        assertThat(few.high() - few.low()).isGreaterThan(2 * (many.high() - many.low()));
        assertThat(many.high() - many.low()).isCloseTo(2 * 1.96 * Math.sqrt(0.65 * 0.35 / images), within(0.02));
        assertThat(bootstrap.interval(ofTen, times -> mean(right, times))).isEqualTo(few);
    }

    @Test
    void intervals_of_all_figures_of_a_head_take_a_moment() {
        int images = 500;
        SplittableRandom random = new SplittableRandom(1);
        int[] label = random.ints(images, 0, 4).toArray();
        double[][] p = new double[images][4];
        for (double[] row : p) {
            Arrays.setAll(row, k -> random.nextDouble());
        }
        List<String> patients =
                IntStream.range(0, images).mapToObj(i -> "p" + i / 2).toList();
        long begin = System.nanoTime();
        Map<String, MetricValue> values =
                new PatientBootstrap(1).intervals(patients, new ClassificationFigures(label, p).overall());
        assertThat(values)
                .containsKeys("auroc", "averagePrecision", "balancedAccuracy", "accuracy")
                .hasSize(11);
        assertThat(values.get("auroc").high() - values.get("auroc").low()).isBetween(0.03, 0.1);
        assertThat((System.nanoTime() - begin) / 1e9).isLessThan(3);
    }

    @Test
    void the_difference_of_two_heads_is_surer_than_the_two_alone() {
        int[] label = ARRAYS.ints("binary/labels");
        List<String> patients =
                IntStream.range(0, label.length).mapToObj(Integer::toString).toList();
        RankedScores a = RankedScores.of(Ranking.oneVersusRest(label, 1), ARRAYS.doubles("binary/scores_a"));
        double[] near = ARRAYS.doubles("binary/scores_a");
        near[0] += 0.01;
        RankedScores b = RankedScores.of(Ranking.oneVersusRest(label, 1), near);
        PatientBootstrap bootstrap = new PatientBootstrap(5);
        MetricValue alone = bootstrap.interval(patients, a::auroc);
        MetricValue difference = bootstrap.interval(patients, times -> b.auroc(times) - a.auroc(times));
        assertThat(difference.high() - difference.low()).isLessThan((alone.high() - alone.low()) / 10);
        DeLong same = DeLong.of(Ranking.oneVersusRest(label, 1), ARRAYS.doubles("binary/scores_a"), patients);
        assertThat(alone.high() - alone.low()).isCloseTo(2 * 1.96 * Math.sqrt(same.variance()), within(0.015));
    }

    private static double mean(double[] values, int[] times) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
        }
        return sum / Arrays.stream(times).sum();
    }

    private static int[] once(int samples) {
        int[] times = new int[samples];
        Arrays.fill(times, 1);
        return times;
    }

    private static int[][] findings(String name) {
        return Arrays.stream(ARRAYS.rows(name))
                .map(row -> Arrays.stream(row).mapToInt(value -> (int) value).toArray())
                .toArray(int[][]::new);
    }

    private static double value(String group, String name) {
        return VALUES.get(group).get(name).asDouble();
    }
}
