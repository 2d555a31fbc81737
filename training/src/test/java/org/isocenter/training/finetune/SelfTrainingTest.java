package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.loss.CrossEntropyLoss;
import org.isocenter.training.loss.GoldenLoss;
import org.isocenter.training.testing.ManagedArrays;
import org.isocenter.training.testing.Phantoms;
import org.isocenter.training.testing.ToyEncoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SelfTrainingTest {
    private static final Certainty USUAL = new Certainty(0.95, 0.05);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Encoder start = Encoder.random(ToyEncoders.convolutions(), manager, 3);

    @AfterEach
    void giveBack() {
        manager.close();
    }

    @Test
    void fixmatch_equals_the_golden_values_and_no_gradient_goes_into_the_plain_view() {
        GoldenLoss golden = new GoldenLoss("fixmatch");
        golden.mustEqual(
                in -> {
                    PseudoLabels labels = PseudoLabels.of(LabelKind.CLASSIFICATION, softmax(in), USUAL);
                    assertThat((double) labels.kept()).isEqualTo(golden.scalar("kept"));
                    NDArray labelled = CrossEntropyLoss.plain(7).of(in.get("labelled_logits"), in.get("labels"));
                    return labelled.add(labels.loss(
                            in.get("strong_logits"), in.get("strong_logits").getManager()));
                },
                List.of("labelled_logits", "strong_logits"));
    }

    private static double[][] softmax(Map<String, NDArray> in) {
        float[] weak = in.get("weak_logits").toFloatArray();
        return IntStream.range(0, weak.length / 7)
                .mapToObj(i ->
                        IntStream.range(0, 7).mapToDouble(k -> weak[7 * i + k]).toArray())
                .map(scores -> Scores.probabilities(LabelKind.CLASSIFICATION, scores))
                .toArray(double[][]::new);
    }

    @Test
    void a_finding_is_taken_as_there_or_not_there_beyond_two_thresholds_and_left_open_between_them() {
        double[][] p = {{0.97, 0.5}, {0.95, 0.05}, {0.3, 0.02}};
        PseudoLabels labels = PseudoLabels.of(LabelKind.MULTI_LABEL, p, USUAL);
        assertThat(labels.targets()).isDeepEqualTo(new int[][] {{1, -1}, {1, 0}, {-1, 0}});
        assertThat(labels.kept()).isEqualTo(4);
        assertThat(labels.asked()).isEqualTo(6);
        assertThat(labels.perClass()).containsExactly(2, 0);
    }

    @Test
    void a_class_that_eats_the_rest_is_cut_to_its_surest_images() {
        double[][] p = {{0.9, 0.1}, {0.99, 0.01}, {0.95, 0.05}, {0.1, 0.9}, {0.05, 0.95}, {0.6, 0.4}, {0.91, 0.09}};
        PseudoLabels labels = PseudoLabels.of(LabelKind.CLASSIFICATION, p, new Certainty(0.8, 0.2));
        assertThat(labels.perClass()).containsExactly(4, 2);
        PseudoLabels three = PseudoLabels.of(
                LabelKind.CLASSIFICATION,
                new double[][] {{0.9, 0.1, 0}, {0.99, 0.01, 0}, {0.95, 0.05, 0}, {0.1, 0.9, 0}, {0, 0, 1}},
                new Certainty(0.8, 0.2));
        assertThat(three.balanced()).as("as many as the middle class").containsExactly(1, 3, 4);
    }

    @Test
    void it_ends_where_validation_falls_while_more_is_kept_and_not_before() {
        LabelledClasses held = Phantoms.classes(4, 4, 2);
        List<SelfTrainingEpoch> epochs = new ArrayList<>();
        SelfTrainingWatch watch = new SelfTrainingWatch(held, 2, epochs::add);
        watch.begin(right(0.7));
        assertThat(watch.after(0.1, new int[] {1, 1}, right(0.8))).isEqualTo(SelfTrainingWatch.Verdict.BEST);
        assertThat(watch.after(0.05, new int[] {1, 1}, right(0.7)))
                .as("less is kept")
                .isEqualTo(SelfTrainingWatch.Verdict.GO_ON);
        assertThat(watch.after(0.4, new int[] {3, 1}, right(0.79)))
                .as("hardly lower")
                .isEqualTo(SelfTrainingWatch.Verdict.GO_ON);
        assertThat(watch.after(0.5, new int[] {9, 1}, right(0.7))).isEqualTo(SelfTrainingWatch.Verdict.GO_ON);
        assertThat(watch.after(0.6, new int[] {9, 1}, right(0.6))).isEqualTo(SelfTrainingWatch.Verdict.END);
        assertThat(epochs).extracting(SelfTrainingEpoch::ended).containsExactly(false, false, false, false, true);
        assertThat(epochs.get(4).balance()).containsExactly(0.9, 0.1);
        assertThat(epochs.get(4).validation()).isEqualTo(0.6);
    }

    /** A head that gives the right class of two this probability. */
    private static ClassificationHead right(double probability) {
        return frames -> IntStream.range(0, frames.size())
                .mapToObj(i -> Integer.parseInt(frames.id(i)) % 2 == 0
                        ? new double[] {probability, 1 - probability}
                        : new double[] {1 - probability, probability})
                .toArray(double[][]::new);
    }

    @Test
    void both_ways_learn_say_how_they_stand_and_leave_nothing_behind() {
        assertLearns(SelfTraining.FIXMATCH, Phantoms.classes(40, 12, 2));
        assertLearns(SelfTraining.FIXMATCH, Phantoms.findings(40, 24));
        assertLearns(SelfTraining.FIXMATCH, Phantoms.grades(40, 15, 3));
        assertLearns(SelfTraining.NOISY_STUDENT, Phantoms.findings(40, 24));
    }

    private void assertLearns(SelfTraining way, LabelledClasses set) {
        int before = ManagedArrays.count(manager);
        List<SelfTrainingEpoch> epochs = new ArrayList<>();
        try (FineTunedHead head = way.fit(start, set, plan(set), manager, StepListener.SILENT, epochs::add)) {
            double[][] p = head.probabilities(set.frames());
            assertThat(Arrays.stream(p).flatMapToDouble(Arrays::stream).boxed())
                    .allSatisfy(each -> assertThat(each).isBetween(0.0, 1.0));
        }
        assertThat(ManagedArrays.count(manager)).as("%s", way).isEqualTo(before);
        assertThat(epochs).isNotEmpty().allSatisfy(epoch -> {
            assertThat(epoch.kept()).isBetween(0.0, 1.0);
            assertThat(epoch.validation()).isBetween(0.0, 1.0);
            assertThat(epoch.balance()).hasSize(set.classes());
        });
        assertThat(epochs.get(epochs.size() - 1).kept())
                .as("%s %s", way, set.kind())
                .isPositive();
    }

    @Test
    void where_it_is_ended_the_best_epoch_is_given() {
        LabelledClasses set = Phantoms.classes(60, 20, 2);
        int[][] wrong = Arrays.stream(set.targets())
                .map(target -> new int[] {1 - target[0]})
                .toArray(int[][]::new);
        LabelledClasses against =
                new LabelledClasses(set.frames(), set.places(), wrong, set.patients(), 2, LabelKind.CLASSIFICATION);
        List<SelfTrainingEpoch> epochs = new ArrayList<>();
        SelfTraining.Matched matched = new SelfTraining.Matched(
                new FixMatch(set.frames(), set, plan(set), start.architecture().normalisation()),
                new SelfTrainingWatch(against, 1, epochs::add));
        try (FineTunedHead head =
                FineTunedHead.fit(start, set, plan(set), manager, StepListener.SILENT, Optional.of(matched))) {
            SelfTrainingEpoch last = epochs.get(epochs.size() - 1);
            assertThat(last.ended()).isTrue();
            double[][] p = head.probabilities(set.frames());
            double figure = IntStream.range(0, 20)
                    .mapToDouble(i -> p[i][wrong[i][0]])
                    .average()
                    .orElseThrow();
            assertThat(figure).isGreaterThan(last.validation() + 0.02);
            assertThat(epochs)
                    .allSatisfy(epoch -> assertThat(epoch.validation()).isLessThanOrEqualTo(figure + 1e-6));
        }
    }

    private FineTuningPlan plan(LabelledClasses set) {
        return new FineTuningPlan(
                32, List.of(), 30, 8, new TuningRates(1e-2, 1e-2, 1e-2, 0.01), 0, BatchStatistics.FIXED, set.classes());
    }

    @Test
    void too_few_labels_or_nothing_without_a_label_are_refused_with_what_to_do() {
        LabelledClasses few = Phantoms.classes(40, 8, 2);
        assertThatThrownBy(() -> fit(few))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_FEW_LABELS))
                .hasMessageContaining("needs five labels of each class", "label more or leave it off");
        LabelledClasses all = Phantoms.classes(20, 20, 2);
        assertThatThrownBy(() -> fit(all)).isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.COHORT_TOO_SMALL));
    }

    private void fit(LabelledClasses set) {
        SelfTraining.FIXMATCH
                .fit(start, set, plan(set), manager, StepListener.SILENT, epoch -> {})
                .close();
    }
}
