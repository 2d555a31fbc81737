package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancedOrderTest {
    private final int[] label = {0, 0, 0, 0, 0, 0, 2, 2, 0, 5};

    @Test
    void classes_take_turns_whatever_their_size() {
        BalancedOrder order = new BalancedOrder(label, 3);
        for (int i = 0; i < 60; i++) {
            assertThat(label[order.at(i).sample()]).isEqualTo(new int[] {0, 2, 5}[i % 3]);
        }
    }

    @Test
    void every_sample_of_a_class_comes_before_any_comes_again() {
        BalancedOrder order = new BalancedOrder(label, 3);
        Set<BalancedOrder.Draw> seen = new HashSet<>();
        for (int i = 0; i < 21; i++) {
            BalancedOrder.Draw draw = order.at(i);
            assertThat(seen.add(draw)).isTrue();
            assertThat(draw.round()).isEqualTo(i / 3 / (i % 3 == 0 ? 7 : i % 3 == 1 ? 2 : 1));
        }
    }

    @Test
    void the_seed_decides() {
        assertThat(new BalancedOrder(label, 3).at(6)).isEqualTo(new BalancedOrder(label, 3).at(6));
        assertThat(first(3)).isNotEqualTo(first(4));
    }

    @Test
    void where_classes_do_not_take_turns_every_sample_comes_before_any_comes_again() {
        BalancedOrder order = Balance.WEIGHTS.order(label, 3);
        assertThat(IntStream.range(0, 10).map(i -> order.at(i).sample()).boxed())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
        assertThat(label[Balance.SAMPLING.order(label, 3).at(1).sample()]).isEqualTo(2);
    }

    @Test
    void weights_make_classes_weigh_the_same_and_an_image_one_on_average() {
        double[] weights = Balance.WEIGHTS.weights(label);
        assertThat(weights[0] * 7).isCloseTo(10 / 3.0, within(1e-12));
        assertThat(weights[6] * 2).isCloseTo(10 / 3.0, within(1e-12));
        assertThat(weights[9]).isCloseTo(10 / 3.0, within(1e-12));
        assertThat(Balance.SAMPLING.weights(label)).containsOnly(1);
        assertThat(Balance.NONE.weights(label)).containsOnly(1);
    }

    private String first(long seed) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            drawn.append(new BalancedOrder(label, seed).at(i).sample());
        }
        return drawn.toString();
    }
}
