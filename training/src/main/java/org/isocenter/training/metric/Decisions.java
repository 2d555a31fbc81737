package org.isocenter.training.metric;

import java.util.Arrays;

/** Hard decisions: the class with the largest score. */
public final class Decisions {

    /** The decided class of each sample. */
    public static int[] of(double[][] scores) {
        return Arrays.stream(scores).mapToInt(Decisions::argMax).toArray();
    }

    /** The place of the largest value; the first where several are. */
    public static int argMax(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private Decisions() {}
}
