package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Spreads representations over the sphere (Sablayrolles et al. 2019, <a href="https://arxiv.org/abs/1806.03198">arXiv:1806.03198</a>), as in DINOv2:
 * minus the mean logarithm of each one's distance to its nearest neighbour in the batch. Two equal images drive it to +18 and more; remove duplicates.
 */
public record KoLeoLoss() {

    /**
     * The loss of a batch, of one view only: two views of an image must not be neighbours.
     *
     * @param representations (N, D) with N of 2 or more, of any length; they are normalised here
     * @return scalar, shape (), float32; it belongs to the manager of the representations
     */
    public NDArray of(NDArray representations) {
        return Kernel.of("koleo", representations.getDevice())
                .run(Kernel.Arguments.of(representations))
                .singletonOrThrow();
    }
}
