package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.training.data.EpochOrder;

/** An endless order in which classes take turns, each going through its own samples in a new seeded order again and again. */
final class BalancedOrder {
    /**
     * One place of the order.
     *
     * @param sample which
     * @param round how often it was drawn before
     */
    record Draw(int sample, long round) {}

    private final List<int[]> samples;
    private final long seed;

    /** An order over samples of these classes; classes without a sample are passed over. */
    BalancedOrder(int[] label, long seed) {
        this.samples = Arrays.stream(label)
                .distinct()
                .sorted()
                .mapToObj(k -> IntStream.range(0, label.length)
                        .filter(i -> label[i] == k)
                        .toArray())
                .toList();
        this.seed = seed;
    }

    Draw at(long place) {
        int turn = (int) (place % samples.size());
        int[] own = samples.get(turn);
        long drawn = place / samples.size();
        long round = drawn / own.length;
        int[] order = EpochOrder.of(seed + turn, round, own.length);
        return new Draw(own[order[(int) (drawn % own.length)]], round);
    }
}
