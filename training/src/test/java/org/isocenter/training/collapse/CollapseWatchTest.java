package org.isocenter.training.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollapseWatchTest {
    private static final Signs HEALTHY = signs(32, 0.9, 20, Optional.of(new Sharing(4.5, 5.4, 0.6, 256)));
    private static final Signs SAME = signs(32, 0.05, 8, Optional.empty());

    @Test
    void healthy_signs_are_never_told() {
        assertThat(told(HEALTHY, HEALTHY, HEALTHY, HEALTHY, HEALTHY)).isEmpty();
    }

    @Test
    void a_collapse_is_told_when_it_is_seen_three_times_in_a_row_and_only_once() {
        assertThat(told(SAME, SAME, HEALTHY, SAME, SAME)).isEmpty();
        assertThat(told(SAME, SAME, SAME, SAME, HEALTHY, SAME, SAME, SAME)).hasSize(1);
    }

    @Test
    void it_says_what_it_sees_and_what_to_change() {
        assertThat(told(SAME, SAME, SAME).get(0))
                .contains("nearly the same", "0.050", "below 0.25", "8.0 directions of 64", "learning rate of a third");
    }

    @Test
    void few_directions_are_told_where_embeddings_vary() {
        Signs line = signs(32, 0.9, 2.5, Optional.empty());
        assertThat(told(line, line, line)).singleElement().asString().contains("2.5 directions of 64");
    }

    @Test
    void one_bin_and_bins_alike_are_told_apart() {
        Signs one = signs(32, 0.9, 20, Optional.of(new Sharing(0.01, 0.1, 1 / 32.0, 256)));
        Signs alike = signs(32, 0.9, 20, Optional.of(new Sharing(Math.log(256) - 0.0005, Math.log(256), 0.5, 256)));
        assertThat(told(one, one, one)).singleElement().asString().contains("one bin of 256");
        assertThat(told(alike, alike, alike)).singleElement().asString().contains("all 256 bins alike");
    }

    @Test
    void a_handful_of_images_is_not_judged() {
        Signs few = signs(4, 0.05, 1, Optional.empty());
        assertThat(told(few, few, few, few)).isEmpty();
    }

    @Test
    void a_watch_goes_on_from_its_words() {
        CollapseWatch twice =
                CollapseWatch.begin().look(SAME).watch().look(SAME).watch();
        CollapseWatch.Looked third = CollapseWatch.of(twice.words()).look(SAME);
        assertThat(third.told()).hasSize(1);
        assertThat(CollapseWatch.of(third.watch().words()).look(SAME).told()).isEmpty();
        assertThat(third.watch().told()).containsExactly("SAME_EMBEDDINGS");
        assertThat(CollapseWatch.of("").told()).isEmpty();
    }

    @Test
    void words_of_no_watch_are_refused() {
        assertThatThrownBy(() -> CollapseWatch.of("SOMETHING=2")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> told(Signs... looks) {
        List<String> told = new ArrayList<>();
        CollapseWatch watch = CollapseWatch.begin();
        for (Signs signs : looks) {
            CollapseWatch.Looked looked = watch.look(signs);
            told.addAll(looked.told());
            watch = looked.watch();
        }
        return told;
    }

    /** Signs of embeddings of 64 numbers whose deviation, times √64, and rank are these. */
    private static Signs signs(int images, double std, double rank, Optional<Sharing> sharing) {
        Spread spread = new Spread(std / 8, rank, rank, -2);
        return new Signs(images, 64, spread, Optional.of(spread), Optional.of(0.5), sharing);
    }
}
