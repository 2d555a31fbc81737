package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Redundancy reduction of Barlow Twins (Zbontar et al. 2021, <a href="https://arxiv.org/abs/2103.03230">arXiv:2103.03230</a>): the correlation of two
 * views' embeddings over the batch is to be the identity, {@code Σ (C_ii - 1)² + λ Σ C_ij²}. A sum; solo-learn returns 0.025 of it.
 *
 * @param redundancyWeight λ in the paper; 0.0051 there
 */
public record BarlowTwinsLoss(double redundancyWeight) {

    /** λ of 0.0051. */
    public static BarlowTwinsLoss usual() {
        return new BarlowTwinsLoss(0.0051);
    }

    /**
     * The loss of two views of the same images.
     *
     * @param first embeddings of the first views, (N, D) with N of 2 or more
     * @param second embeddings of the second views, (N, D), in the same order
     * @return the loss and its terms invariance and redundancy; it belongs to the manager of the first embeddings
     */
    public Loss of(NDArray first, NDArray second) {
        return Loss.of(
                Kernel.of("barlow_twins", first.getDevice())
                        .run(Kernel.Arguments.of(first).and(second).and(redundancyWeight)),
                "invariance",
                "redundancy");
    }
}
