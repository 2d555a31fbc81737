package org.isocenter.cli.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.cli.client.LabelCalls.Imported;
import org.isocenter.cli.client.LabelCalls.LabelSet;
import org.isocenter.cli.client.LabelCalls.Row;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Path SUBSETS = SharedData.golden("label-efficiency/brain_tumor_mri_subsets.csv");

    private final LabelTask task = LabelRows.read(SharedData.data("classification/brain_tumor_mri/labels.csv"))
            .classification()
            .orElseThrow();
    private final FrameNames names = FrameNames.of(task, imported());

    @Test
    void without_a_wish_there_are_twenty_labels_of_each_class() {
        Budget none = new Budget(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(none.parameters(task, names, 0)).containsExactly(java.util.Map.entry("labelsPerClass", 20));
    }

    @Test
    void a_subset_buys_the_images_that_the_file_names() {
        Budget five = new Budget(Optional.of(5), Optional.empty(), Optional.of(SUBSETS));
        List<?> frames = (List<?>) five.parameters(task, names, 0).get("subset");
        assertThat(frames)
                .hasSize(20)
                .doesNotHaveDuplicates()
                .anyMatch(names.frame("glioma/Te-gl_0024.jpg").orElseThrow()::equals);
    }

    @Test
    void a_seed_that_the_file_has_not_takes_one_that_it_has() {
        Budget five = new Budget(Optional.of(5), Optional.empty(), Optional.of(SUBSETS));
        assertThat(five.parameters(task, names, 48_213)).isEqualTo(five.parameters(task, names, 3));
        assertThat(five.parameters(task, names, 3)).isNotEqualTo(five.parameters(task, names, 4));
    }

    @Test
    void a_size_that_the_file_has_not_is_refused_with_those_it_has() {
        Budget seven = new Budget(Optional.of(7), Optional.empty(), Optional.of(SUBSETS));
        assertThatThrownBy(() -> seven.parameters(task, names, 0)).hasMessageContaining("[1, 5, 10, 20, 50]");
    }

    @Test
    void two_budgets_are_refused() {
        assertThatThrownBy(() -> new Budget(Optional.of(1), Optional.of(2), Optional.empty()))
                .hasMessageContaining("--labels-per-class or --labelled");
    }

    private Imported imported() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < task.labels().rows().size(); i++) {
            rows.add(new Row(i + 2, "2.25." + i, 0));
        }
        UUID id = UUID.randomUUID();
        LabelSet set = new LabelSet(id, id, id, "class", 1, true, rows.size(), java.util.Map.of(), "00");
        return new Imported(set, List.of(), rows);
    }
}
