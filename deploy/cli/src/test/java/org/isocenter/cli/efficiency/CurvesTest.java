package org.isocenter.cli.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.isocenter.cli.report.EfficiencyResult.Difference;
import org.isocenter.cli.report.EfficiencyResult.Point;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final int FRAMES = 120;

    @Test
    void a_point_is_the_mean_over_draws_and_its_interval_holds_it() {
        List<Point> points =
                Curves.of(Figure.AUROC, 300, 1, heads(Map.of("imagenet", 1.0))).points();
        assertThat(points).hasSize(1);
        Point point = points.get(0);
        assertThat(point.seeds()).isEqualTo(3);
        assertThat(point.mean()).isBetween(0.65, 0.85);
        assertThat(point.low()).isLessThan(point.mean());
        assertThat(point.high()).isGreaterThan(point.mean()).isLessThan(1);
    }

    @Test
    void a_better_encoder_is_surely_ahead_and_the_same_one_is_not() {
        Map<Curves.Key, Map<Integer, Measured>> heads = heads(Map.of("random", 0.2, "imagenet", 1.0, "chain", 2.5));
        List<Difference> differences = Curves.of(Figure.AUROC, 300, 1, heads).differences();
        assertThat(differences)
                .extracting(each -> each.init() + " against " + each.against())
                .containsExactlyInAnyOrder("imagenet against random", "chain against imagenet", "chain against random");
        assertThat(differences)
                .allSatisfy(each -> assertThat(each.low()).isGreaterThan(0))
                .allSatisfy(each -> assertThat(each.surely()).isTrue());
        Map<Curves.Key, Map<Integer, Measured>> alike = new LinkedHashMap<>();
        Map<Integer, Measured> same = heads.get(new Curves.Key("5", "imagenet", "frozen"));
        alike.put(new Curves.Key("5", "imagenet", "frozen"), same);
        alike.put(new Curves.Key("5", "chain", "frozen"), same);
        Difference none = Curves.of(Figure.AUROC, 300, 1, alike).differences().get(0);
        assertThat(none.mean()).isZero();
        assertThat(none.low()).as("the draws are paired").isZero();
        assertThat(none.surely()).isFalse();
    }

    @Test
    void frames_of_one_patient_are_drawn_together() {
        double alone = width(heads(Map.of("imagenet", 1.0), 1));
        double together = width(heads(Map.of("imagenet", 1.0), 6));
        assertThat(together).as("twenty patients say less than 120").isGreaterThan(1.3 * alone);
    }

    private static double width(Map<Curves.Key, Map<Integer, Measured>> heads) {
        Point point = Curves.of(Figure.DICE, 500, 1, heads).points().get(0);
        return point.high() - point.low();
    }

    @Test
    void grades_that_are_one_off_agree_more_than_those_that_are_two_off() throws IOException {
        String form = """
                [{"patient": "p1", "truth": "0", "probabilities": {"0": 0.8, "1": 0.1, "2": 0.1}},
                 {"patient": "p2", "truth": "1", "probabilities": {"0": 0.1, "1": 0.8, "2": 0.1}},
                 {"patient": "p3", "truth": "2", "probabilities": {"0": %s, "1": %s, "2": 0.1}}]""";
        int[] all = {0, 1, 2};
        Measured near = Measured.of(new ObjectMapper().readTree(form.formatted("0.1", "0.8")), false);
        Measured far = Measured.of(new ObjectMapper().readTree(form.formatted("0.8", "0.1")), false);
        assertThat(Figure.QUADRATIC_KAPPA.of(near, all)).isBetween(0.5, 0.99);
        assertThat(Figure.QUADRATIC_KAPPA.of(far, all)).isLessThan(Figure.QUADRATIC_KAPPA.of(near, all));
    }

    @Test
    void predictions_of_a_report_are_read() throws IOException {
        String json = """
                [{"patient": "p1", "truth": "b", "probabilities": {"b": 0.75, "a": 0.25}, "score": 0.75},
                 {"patient": "p2", "truth": "a;b", "probabilities": {"a": 0.5, "b": 0.25}, "score": 0.5}]""";
        Measured measured = Measured.of(new ObjectMapper().readTree(json), false);
        assertThat(measured.patients()).containsExactly("p1", "p2");
        assertThat(measured.positive()[0]).containsExactly(false, true);
        assertThat(measured.positive()[1]).containsExactly(true, true);
        assertThat(measured.scores()[0]).containsExactly(new double[] {0.25, 0.75}, within(0.0));
        Measured masks = Measured.of(new ObjectMapper().readTree(json), true);
        assertThat(Figure.DICE.of(masks, new int[] {0, 1})).isEqualTo(0.625);
    }

    private static Map<Curves.Key, Map<Integer, Measured>> heads(Map<String, Double> strengths) {
        return heads(strengths, 1);
    }

    /** Heads at five labels whose scores part the classes by so many standard deviations, three draws each. */
    private static Map<Curves.Key, Map<Integer, Measured>> heads(Map<String, Double> strengths, int framesOfAPatient) {
        Map<Curves.Key, Map<Integer, Measured>> heads = new LinkedHashMap<>();
        strengths.forEach((init, strength) -> {
            Map<Integer, Measured> bySeed = new LinkedHashMap<>();
            IntStream.range(0, 3).forEach(seed -> bySeed.put(seed, measured(strength, framesOfAPatient, seed)));
            heads.put(new Curves.Key("5", init, "frozen"), bySeed);
        });
        return heads;
    }

    private static Measured measured(double strength, int framesOfAPatient, int seed) {
        SplittableRandom random = new SplittableRandom(7);
        SplittableRandom draw = new SplittableRandom(seed);
        boolean[][] positive = new boolean[FRAMES][];
        double[][] scores = new double[FRAMES][];
        double ofPatient = 0;
        for (int i = 0; i < FRAMES; i++) {
            boolean yes = i / framesOfAPatient % 2 == 0;
            ofPatient = i % framesOfAPatient == 0 ? random.nextGaussian() : ofPatient;
            double score = ofPatient + 0.2 * draw.nextGaussian() + (yes ? strength : 0);
            positive[i] = new boolean[] {yes};
            scores[i] = new double[] {score};
        }
        return new Measured(
                IntStream.range(0, FRAMES)
                        .mapToObj(i -> "patient" + i / framesOfAPatient)
                        .toList(),
                positive,
                scores);
    }
}
