package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Swapped prediction of SwAV (Caron et al. 2020, <a href="https://arxiv.org/abs/2006.09882">arXiv:2006.09882</a>): every view is to predict the codes
 * of the two global ones, its own left out: {@code H(q, softmax(s / τ))}, the mean over samples, views and codes.
 *
 * @param temperature τ in the paper, above 0
 */
public record SwavLoss(double temperature) {
    public SwavLoss {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("expected a temperature above 0, came %s".formatted(temperature));
        }
    }

    /**
     * The loss of a batch.
     *
     * @param scores of all views, one after the other and the two global ones first, (V N, K)
     * @param codes of the two global views, (2 N, K), rows sum to 1; they get no gradient
     * @return the loss, and what of it the global and the local views make; it belongs to the manager of the scores
     */
    public Loss of(NDArray scores, NDArray codes) {
        return Loss.of(
                Kernel.of("swav", scores.getDevice())
                        .run(Kernel.Arguments.of(scores).and(codes).and(temperature)),
                "globalViews",
                "localViews");
    }
}
