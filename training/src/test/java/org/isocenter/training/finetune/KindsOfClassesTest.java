package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.testing.GoldenTensors;
import org.isocenter.training.testing.Phantoms;
import org.isocenter.training.testing.ToyEncoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KindsOfClassesTest {
    private static final int COUNT = 96;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Encoder start = Encoder.random(ToyEncoders.convolutions(), manager, 3);
    private final Embedder features = Phantoms.parts();

    @AfterEach
    void giveBack() {
        manager.close();
    }

    @Test
    void the_chain_of_grades_equals_the_golden_probabilities() {
        GoldenTensors golden = new GoldenTensors(SharedData.golden("ssl/losses.safetensors"));
        double[] scores = golden.doubles("corn/in/logits");
        double[] expected = golden.doubles("corn/out/class_probabilities");
        for (int i = 0; i < 16; i++) {
            assertThat(Scores.probabilities(LabelKind.ORDINAL, Arrays.copyOfRange(scores, 4 * i, 4 * i + 4)))
                    .containsExactly(Arrays.copyOfRange(expected, 5 * i, 5 * i + 5), within(1e-6));
        }
    }

    @Test
    void a_linear_head_tells_findings_one_by_one_and_grades_in_their_order() {
        assertTells(LinearHead.fit(features, Phantoms.findings(COUNT, 24), 1), Phantoms.findings(COUNT, COUNT));
        assertTells(LinearHead.fit(features, Phantoms.grades(COUNT, 24, 4), 1), Phantoms.grades(COUNT, COUNT, 4));
    }

    @Test
    void a_finding_that_is_left_open_counts_nowhere() {
        LabelledClasses set = Phantoms.findings(COUNT, 24);
        LinearHead known =
                LinearHead.fit(features, set.only(IntStream.range(0, 16).toArray()), 1);
        int[][] open = Arrays.stream(set.targets()).map(int[]::clone).toArray(int[][]::new);
        IntStream.range(16, 24).forEach(i -> open[i][0] = -1);
        LabelledClasses half = new LabelledClasses(set.frames(), set.places(), open, set.patients(), 2, set.kind());
        double[][] p = LinearHead.fit(features, half, 1).probabilities(set.frames());
        double[][] expected = known.probabilities(set.frames());
        for (int i = 0; i < p.length; i++) {
            assertThat(p[i][0]).as("as if those eight were not there").isCloseTo(expected[i][0], within(1e-6));
        }
        assertThat(Math.abs(p[50][1] - expected[50][1]))
                .as("which the other finding has")
                .isGreaterThan(1e-4);
    }

    @Test
    void an_encoder_learns_findings_and_grades_with_its_head() {
        for (LabelledClasses set : List.of(Phantoms.findings(COUNT, 24), Phantoms.grades(COUNT, 24, 4))) {
            List<Double> losses = new ArrayList<>();
            FineTuningPlan usual = FineTuningPlan.of(start, set, 32, 5);
            FineTuningPlan plan = new FineTuningPlan(
                    32, List.of(), 30, 16, new TuningRates(1e-2, 1e-2, 1e-2, 0.01), 0, usual.statistics(), 5);
            try (FineTunedHead head =
                    FineTunedHead.fit(start, set, plan, manager, (step, total, loss) -> losses.add(loss))) {
                assertThat(losses.get(29)).isLessThan(0.8 * losses.get(0));
                double[][] p = head.probabilities(set.frames());
                try (FineTunedHead read =
                        FineTunedHead.load(start.architecture(), head.weights(), set.kind(), 32, manager)) {
                    assertThat(read.probabilities(set.frames())).isDeepEqualTo(p);
                }
            }
        }
    }

    @Test
    void images_take_turns_by_the_rarest_finding_that_they_show() {
        int[][] targets = {{1, 0}, {1, 1}, {0, 0}, {1, -1}, {1, 0}};
        LabelledClasses set = Phantoms.findings(5, 5);
        LabelledClasses some =
                new LabelledClasses(set.frames(), set.places(), targets, set.patients(), 2, LabelKind.MULTI_LABEL);
        assertThat(some.turns()).containsExactly(0, 1, 2, 0, 0);
    }

    @Test
    void labels_that_do_not_fit_their_kind_are_refused() {
        LabelledClasses set = Phantoms.findings(4, 4);
        assertThatThrownBy(() -> new LabelledClasses(
                        set.frames(), set.places(), set.targets(), set.patients(), 2, LabelKind.ORDINAL))
                .hasMessageContaining("do not fit together");
    }

    private static void assertTells(ClassificationHead head, LabelledClasses truth) {
        double[][] p = head.probabilities(truth.frames());
        int right = 0;
        for (int i = 24; i < COUNT; i++) {
            double[] row = p[i];
            assertThat(row).hasSize(truth.classes());
            assertThat(Arrays.stream(row).min().orElseThrow()).isNotNegative();
            if (truth.kind() == LabelKind.ORDINAL) {
                assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9));
            }
            int[] target = truth.targets()[i];
            boolean told = truth.kind() == LabelKind.ORDINAL
                    ? IntStream.range(0, 4).allMatch(k -> row[k] <= row[target[0]])
                    : IntStream.range(0, 2).allMatch(k -> row[k] > 0.5 == (target[k] == 1));
            right += told ? 1 : 0;
        }
        assertThat(right / 72.0).isGreaterThan(0.8);
    }
}
