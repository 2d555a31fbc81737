package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.kernel.Kernel;

/**
 * Spreads a batch evenly over prototypes (Cuturi 2013, <a href="https://arxiv.org/abs/1306.0895">arXiv:1306.0895</a>), as SwAV makes its codes: the
 * exponential of scores over ε, scaled by turns so that prototypes share alike and every sample sums to 1. Computed in double precision.
 *
 * @param epsilon ε, above 0; the smaller, the harder the codes
 * @param iterations of both scalings, at least 1
 */
public record Sinkhorn(double epsilon, int iterations) {
    public Sinkhorn {
        if (!(epsilon > 0) || iterations < 1) {
            throw new IllegalArgumentException(
                    "expected an ε above 0 and at least one iteration, came %s and %d".formatted(epsilon, iterations));
        }
    }

    /** 0.05 and 3, as in SwAV. */
    public static Sinkhorn usual() {
        return new Sinkhorn(0.05, 3);
    }

    /**
     * The codes of scores; no gradient flows through them.
     *
     * @param scores (N, K)
     * @return (N, K), float32, rows sum to 1; they belong to the manager of the scores
     */
    public NDArray codes(NDArray scores) {
        return Gradients.off(() -> Kernel.of("sinkhorn", scores.getDevice())
                .run(Kernel.Arguments.of(scores).and(epsilon, iterations))
                .singletonOrThrow());
    }
}
