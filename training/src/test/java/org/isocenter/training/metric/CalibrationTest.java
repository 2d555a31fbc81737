package org.isocenter.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.isocenter.platform.model.ReliabilityBin;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Offset<Double> TOLERANCE = within(1e-9);
    private static final GoldenTensors ARRAYS = new GoldenTensors(SharedData.golden("ssl/evaluation.safetensors"));
    private static final JsonNode VALUES = GoldenTensors.json(SharedData.golden("ssl/evaluation.json"));

    @Test
    void probabilities_of_two_classes_are_scored_as_by_scikit_learn() {
        boolean[] positive = Ranking.oneVersusRest(ARRAYS.ints("binary/labels"), 1);
        for (String name : List.of("a", "b")) {
            double[] p = ARRAYS.doubles("binary/scores_" + name);
            int[] once = once(p.length);
            assertThat(ProbabilityScores.brier(positive, p, once))
                    .isCloseTo(value("binary", "brier_" + name), TOLERANCE);
            assertThat(new Reliability(p, positive).error(once))
                    .isCloseTo(value("binary", "ece15_positive_class_" + name), TOLERANCE);
            double[][] both = Arrays.stream(p)
                    .mapToObj(each -> new double[] {1 - each, each})
                    .toArray(double[][]::new);
            assertThat(ProbabilityScores.brier(ARRAYS.ints("binary/labels"), both, once))
                    .isCloseTo(value("binary", "brier_" + name), TOLERANCE);
        }
    }

    @Test
    void probabilities_of_several_classes_are_scored_as_by_scikit_learn() {
        int[] label = ARRAYS.ints("probe/test_labels");
        double[][] p = ARRAYS.rows("linear/C1.0/test_probabilities");
        int[] once = once(label.length);
        assertThat(ProbabilityScores.brier(label, p, once))
                .isCloseTo(value("multiclass", "brier_sum_over_classes"), TOLERANCE);
        assertThat(ProbabilityScores.logLoss(label, p, once)).isCloseTo(value("multiclass", "log_loss"), TOLERANCE);
        assertThat(Reliability.ofDecisions(label, p).error(once))
                .isCloseTo(value("multiclass", "ece15_top_label"), TOLERANCE);
    }

    @Test
    void a_probability_on_an_edge_falls_below_it_and_every_sample_into_one_bin() {
        double[] p = {0, 1.0 / 15, 2.0 / 15, 0.2, 0.4, 0.8, 14.0 / 15, 1};
        List<ReliabilityBin> bins = new Reliability(p, new boolean[p.length]).bins();
        assertThat(bins).extracting(ReliabilityBin::samples).containsExactly(2L, 1L, 1L, 1L, 1L, 1L, 1L);
        assertThat(bins.get(0).said()).isCloseTo(1.0 / 30, TOLERANCE);
        assertThat(bins.get(2).high()).isCloseTo(0.2, TOLERANCE);
        assertThat(bins.get(6).happened()).isZero();
    }

    /** The temperature is that of NumPy, by Newton's method on the same loss over the same arrays. */
    @Test
    void the_temperature_of_least_loss_is_found() {
        int[] label = ARRAYS.ints("probe/test_labels");
        double[][] p = ARRAYS.rows("linear/C1.0/test_probabilities");
        assertThat(TemperatureScaling.fit(p, label).temperature()).isCloseTo(2.4810289509825645, within(1e-9));
        double[][] bolder = new TemperatureScaling(0.5).apply(p);
        assertThat(TemperatureScaling.fit(bolder, label).temperature()).isCloseTo(2 * 2.4810289509825645, within(1e-9));
        assertThat(Decisions.of(bolder)).isEqualTo(Decisions.of(p));
    }

    @Test
    void a_head_that_is_too_sure_is_calibrated_on_samples_that_it_has_not_seen() {
        SplittableRandom random = new SplittableRandom(3);
        int samples = 4000;
        double[][] honest = new double[samples][];
        int[] label = new int[samples];
        for (int i = 0; i < samples; i++) {
            double p = random.nextDouble();
            honest[i] = new double[] {p, 1 - p};
            label[i] = random.nextDouble() < p ? 0 : 1;
        }
        double[][] sure = new TemperatureScaling(1 / 3.0).apply(honest);
        TemperatureScaling fitted =
                TemperatureScaling.fit(Arrays.copyOf(sure, samples / 2), Arrays.copyOf(label, samples / 2));
        int[] unseen = Arrays.copyOfRange(label, samples / 2, samples);
        double[][] unseenSure = Arrays.copyOfRange(sure, samples / 2, samples);
        double before = Reliability.ofDecisions(unseen, unseenSure).error(once(samples / 2));
        double after = Reliability.ofDecisions(unseen, fitted.apply(unseenSure)).error(once(samples / 2));
        assertThat(fitted.temperature()).isCloseTo(3, within(0.5));
        assertThat(before).isGreaterThan(0.1);
        assertThat(after).isLessThan(0.04);
    }

    @Test
    void a_few_samples_that_are_all_right_do_not_make_a_head_certain() {
        double[][] p = IntStream.range(0, 20)
                .mapToObj(i -> i % 2 == 0 ? new double[] {0.7, 0.3} : new double[] {0.3, 0.7})
                .toArray(double[][]::new);
        int[] label = IntStream.range(0, 20).map(i -> i % 2).toArray();
        double surest = TemperatureScaling.fit(p, label).apply(p)[0][0];
        assertThat(surest).isCloseTo(21.0 / 22, within(1e-6));
    }

    private static int[] once(int samples) {
        int[] times = new int[samples];
        Arrays.fill(times, 1);
        return times;
    }

    private static double value(String group, String name) {
        return VALUES.get(group).get(name).asDouble();
    }
}
