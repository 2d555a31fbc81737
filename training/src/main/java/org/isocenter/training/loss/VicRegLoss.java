package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Variance, invariance, covariance (Bardes et al. 2022, <a href="https://arxiv.org/abs/2105.04906">arXiv:2105.04906</a>) with the scales of the
 * authors' code: squared distance of the two views, mean over N and D; half the sum over views of {@code mean max(0, 1 - std)}; the sum over views of
 * the squared off-diagonal covariance over D. Embeddings are not normalised.
 *
 * @param invariance weight of the distance
 * @param variance weight of the standard deviations
 * @param covariance weight of the covariances
 */
public record VicRegLoss(double invariance, double variance, double covariance) {

    /** 25, 25 and 1. */
    public static VicRegLoss usual() {
        return new VicRegLoss(25, 25, 1);
    }

    /**
     * The loss of two views of the same images.
     *
     * @param first embeddings of the first views, (N, D) with N of 2 or more
     * @param second embeddings of the second views, (N, D), in the same order
     * @return the loss and its terms invariance, variance and covariance; it belongs to the manager of the first embeddings
     */
    public Loss of(NDArray first, NDArray second) {
        return Loss.of(
                Kernel.of("vicreg", first.getDevice())
                        .run(Kernel.Arguments.of(first).and(second).and(invariance, variance, covariance)),
                "invariance",
                "variance",
                "covariance");
    }
}
