package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How classes of which some have few labels are made to count. A layer on features that stand still sees all labels at once, so that both ways of balance
 * are the same for it: classes weigh the same.
 */
public enum Balance {
    /** Every label counts the same, a frequent class the most. */
    NONE,
    /** Images of a rare class weigh more in the loss, so that classes weigh the same. */
    WEIGHTS,
    /**
     * Classes take turns in a batch, so that a rare one is seen as often as the others. The usual way: of those compared for convolutional networks it was never
     * worse than none, whatever the imbalance, and did not overfit (Buda et al. 2018, <a href="https://arxiv.org/abs/1710.05381">arXiv:1710.05381</a>).
     */
    SAMPLING;

    /** As it is written in plans. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The order in which a loop sees images that count for these classes. */
    BalancedOrder order(int[] turns, long seed) {
        return new BalancedOrder(this == SAMPLING ? turns : new int[turns.length], seed);
    }

    /** How much each image weighs in the loss of a loop, 1 on average. */
    double[] weights(int[] turns) {
        Map<Integer, Long> counts =
                Arrays.stream(turns).boxed().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return Arrays.stream(turns)
                .mapToDouble(
                        k -> this == WEIGHTS ? (double) turns.length / counts.size() / counts.getOrDefault(k, 1L) : 1)
                .toArray();
    }
}
