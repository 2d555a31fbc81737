package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.junit.jupiter.api.Test;

class FewLabelsTest {
    private final Map<FrameId, String> labelled = new HashMap<>();
    private final Map<FrameId, Pseudonym> patients = new HashMap<>();

    FewLabelsTest() {
        for (int patient = 0; patient < 20; patient++) {
            for (int image = 0; image < 4; image++) {
                FrameId frame = frame(patient * 10 + image);
                labelled.put(frame, patient % 2 == 0 ? "benign" : "malignant");
                patients.put(frame, new Pseudonym("P" + patient));
            }
        }
    }

    @Test
    void each_class_gives_the_same_number() {
        List<FrameId> drawn = few(1).draw(new LabelBudget.PerClass(7));
        assertThat(drawn).hasSize(14).doesNotHaveDuplicates();
        assertThat(drawn).filteredOn(f -> "benign".equals(labelled.get(f))).hasSize(7);
    }

    @Test
    void every_patient_gives_one_before_any_gives_two() {
        List<FrameId> drawn = few(3).draw(new LabelBudget.PerClass(10));
        assertThat(drawn.stream().map(patients::get)).doesNotHaveDuplicates();
    }

    @Test
    void a_smaller_budget_is_part_of_a_larger_one_and_a_seed_decides() {
        assertThat(few(5).draw(new LabelBudget.PerClass(12))).containsAll(few(5).draw(new LabelBudget.PerClass(5)));
        assertThat(few(5).draw(new LabelBudget.Total(20))).containsAll(few(5).draw(new LabelBudget.Total(4)));
        assertThat(few(5).draw(new LabelBudget.Total(9))).isEqualTo(few(5).draw(new LabelBudget.Total(9)));
        assertThat(few(5).draw(new LabelBudget.Total(9))).isNotEqualTo(few(6).draw(new LabelBudget.Total(9)));
    }

    @Test
    void too_few_labels_are_named_and_refused() {
        assertThatThrownBy(() -> few(1).draw(new LabelBudget.PerClass(41)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("asked for 41 labels of class benign")
                .hasMessageContaining("40")
                .extracting(e -> ((PlatformException) e).code())
                .isEqualTo(ErrorCode.TOO_FEW_LABELS);
    }

    @Test
    void a_given_subset_is_used_as_it_is_and_may_not_leave_the_training_labels() {
        Set<FrameId> subset = Set.of(frame(0), frame(11));
        assertThat(few(1).draw(new LabelBudget.Given(subset))).containsExactlyInAnyOrderElementsOf(subset);
        assertThatThrownBy(() -> few(1).draw(new LabelBudget.Given(Set.of(frame(999)))))
                .isInstanceOf(PlatformException.class);
        assertThat(few(1).draw(new LabelBudget.All())).hasSize(80);
    }

    private FewLabels few(long seed) {
        return new FewLabels(labelled, patients, seed);
    }

    private static FrameId frame(int number) {
        return new FrameId(new SopInstanceUid("1.2.3." + (number + 1)), 0);
    }
}
