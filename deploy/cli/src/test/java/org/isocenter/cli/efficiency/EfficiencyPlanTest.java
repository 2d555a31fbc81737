package org.isocenter.cli.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.cli.efficiency.EfficiencyPlan.Wish;
import org.isocenter.cli.efficiency.Logbook.Ground;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EfficiencyPlanTest {
    @TempDir
    Path folder;

    @Test
    void every_budget_is_drawn_with_every_seed_and_all_labels_once() {
        List<Wish> wishes = plan(List.of("5", "all"), Optional.empty()).wishes(false, Optional.empty());
        assertThat(wishes).extracting(wish -> wish.budget() + "/" + wish.seed()).containsExactly("5/0", "5/1", "all/0");
        assertThat(wishes.get(1).parameters())
                .containsEntry("labelsPerClass", 5)
                .containsEntry("seed", 1);
        assertThat(wishes.get(2).parameters()).doesNotContainKeys("labelsPerClass", "labelled", "subset");
    }

    @Test
    void masks_are_counted_in_all() {
        assertThat(plan(List.of(), Optional.empty()).wishes(true, Optional.empty()))
                .first()
                .satisfies(wish -> assertThat(wish.parameters())
                        .containsEntry("labelled", 5)
                        .containsEntry("kinds", List.of("decoder")));
    }

    @Test
    void a_file_of_subsets_names_the_budgets_and_asks_for_the_files_it_speaks_of() {
        Path subsets = SharedData.golden("label-efficiency/breastmnist_subsets.csv");
        assertThatThrownBy(() -> plan(List.of(), Optional.of(subsets)).wishes(false, Optional.empty()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("--data");
    }

    @Test
    void a_budget_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> plan(List.of("5", "some"), Optional.empty()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("some");
    }

    @Test
    void a_measurement_goes_on_where_it_was_and_another_one_needs_another_folder() throws IOException {
        Map<String, String> question = Map.of("seeds", "5");
        Logbook logbook = Logbook.open(folder, question);
        Ground ground = new Ground("labels-1", UUID.randomUUID(), "ab", UUID.randomUUID(), "cd", "ordinal");
        List<Wish> wishes = plan(List.of("5"), Optional.empty()).wishes(false, Optional.empty());
        logbook.write(logbook.entries().on(ground, wishes).withEncoder(UUID.randomUUID()));
        Logbook again = Logbook.open(folder, question);
        assertThat(again.entries()).isEqualTo(logbook.entries());
        assertThat(again.entries().wishes()).isEqualTo(wishes);
        assertThatThrownBy(() -> Logbook.open(folder, Map.of("seeds", "3")))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    private static EfficiencyPlan plan(List<String> budgets, Optional<Path> subsets) {
        return new EfficiencyPlan(budgets, 2, subsets, List.of(), 64, Optional.empty());
    }
}
