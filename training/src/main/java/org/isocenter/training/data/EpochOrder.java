package org.isocenter.training.data;

import java.util.stream.IntStream;
import org.isocenter.training.view.ViewRandom;

/** The order of one epoch: a permutation that depends on the run's seed and the epoch alone, so any position can be found again. */
public final class EpochOrder {

    /** A permutation of 0 to count-1 (Fisher-Yates). */
    public static int[] of(long seed, long epoch, int count) {
        int[] order = IntStream.range(0, count).toArray();
        ViewRandom random = ViewRandom.of(seed, "order", epoch, 0);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    private EpochOrder() {}
}
