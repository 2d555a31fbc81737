package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Sigmoid cross entropy over findings that do not exclude one another: the mean over all known answers of {@code w (1 - p)^γ · -ln p}, where p is the
 * probability of the right answer (focal loss, Lin et al. 2017, <a href="https://arxiv.org/abs/1708.02002">arXiv:1708.02002</a>).
 *
 * @param focus γ in the paper: how much less counts what is already right; 0 for plain cross entropy, else at least 1
 * @param present weight of answers "yes"; α in the paper
 * @param absent weight of answers "no"; 1 - α in the paper
 */
public record BinaryCrossEntropyLoss(double focus, double present, double absent) {
    public BinaryCrossEntropyLoss {
        if (!(focus == 0 || focus >= 1) || !(present > 0) || !(absent > 0)) {
            throw new IllegalArgumentException(
                    "expected a focus of 0 or at least 1 and weights above 0, came %s, %s and %s"
                            .formatted(focus, present, absent));
        }
    }

    /** Every known answer counts the same. */
    public static BinaryCrossEntropyLoss plain() {
        return new BinaryCrossEntropyLoss(0, 1, 1);
    }

    /**
     * The loss of a batch; 0 where nothing is known.
     *
     * @param logits (N, K), not normalised
     * @param target (N, K), int64: 1 yes, 0 no, -1 not known, which then counts nowhere
     * @return scalar, shape (), float32; it belongs to the manager of the logits
     */
    public NDArray of(NDArray logits, NDArray target) {
        return Kernel.of("binary_cross_entropy", logits.getDevice())
                .run(Kernel.Arguments.of(logits).and(target).and(focus, present, absent))
                .singletonOrThrow();
    }
}
