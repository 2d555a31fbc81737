package org.isocenter.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartnersTest {
    @Test
    void every_other_image_of_a_patient_comes_in_turn_and_never_the_image_itself() {
        Partners partners = new Partners(List.of("a", "b", "a", "a"), List.of(0.0, 0.0, 0.0, 0.0), 0);
        assertThat(drawn(partners, 0)).containsExactlyInAnyOrder(2, 3);
        assertThat(drawn(partners, 2)).containsExactlyInAnyOrder(0, 3);
    }

    @Test
    void a_patient_with_one_image_is_their_own_partner() {
        Partners partners = new Partners(List.of("a", "b", "a"), List.of(0.0, 0.0, 0.0), 0);
        assertThat(drawn(partners, 1)).containsExactly(1);
    }

    @Test
    void neighbours_are_within_reach_in_the_order_of_the_volume_and_not_of_the_files() {
        List<Double> order = DoubleStream.of(5, 4, 3, 2, 1, 0).boxed().toList();
        Partners partners = new Partners(List.of("v", "v", "v", "v", "v", "v"), order, 2);
        assertThat(drawn(partners, 0)).containsExactlyInAnyOrder(1, 2);
        assertThat(drawn(partners, 3)).containsExactlyInAnyOrder(1, 2, 4, 5);
    }

    @Test
    void the_same_seed_and_epoch_give_the_same_partner() {
        Partners partners = new Partners(List.of("a", "a", "a", "a"), List.of(0.0, 0.0, 0.0, 0.0), 0);
        for (long epoch = 0; epoch < 20; epoch++) {
            assertThat(partners.of(1, 7, epoch, "1")).isEqualTo(partners.of(1, 7, epoch, "1"));
        }
    }

    private static Set<Integer> drawn(Partners partners, int place) {
        Set<Integer> drawn = new HashSet<>();
        IntStream.range(0, 100).forEach(epoch -> drawn.add(partners.of(place, 3, epoch, "image " + place)));
        return drawn;
    }
}
