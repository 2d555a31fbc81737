package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * How badly predictions point where their targets do: {@code -cos(p, z)}, the mean over N, -1 at best. One side of SimSiam (Chen and He 2021, <a
 * href="https://arxiv.org/abs/2011.10566">arXiv:2011.10566</a>); one side of BYOL (Grill et al. 2020, <a
 * href="https://arxiv.org/abs/2006.07733">arXiv:2006.07733</a>) is twice this plus 2. Targets get no gradient: without that, all representations
 * become one.
 */
public record NegativeCosineLoss() {

    /**
     * The loss of one side.
     *
     * @param predictions of one view, (N, D), of any length
     * @param targets embeddings of the other view, (N, D), in the same order
     * @return scalar, shape (), float32; it belongs to the manager of the predictions
     */
    public NDArray of(NDArray predictions, NDArray targets) {
        return Kernel.of("negative_cosine", predictions.getDevice())
                .run(Kernel.Arguments.of(predictions).and(targets))
                .singletonOrThrow();
    }
}
