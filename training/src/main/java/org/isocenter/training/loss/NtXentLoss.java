package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Normalised temperature-scaled cross entropy of SimCLR (Chen et al. 2020, <a href="https://arxiv.org/abs/2002.05709">arXiv:2002.05709</a>): the other
 * view of an image is to be told from all other views of the batch. The mean over all 2N anchors; SimCLR's TensorFlow code returns twice that.
 *
 * @param temperature τ in the paper, above 0
 */
public record NtXentLoss(double temperature) {
    public NtXentLoss {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("expected a temperature above 0, came %s".formatted(temperature));
        }
    }

    /**
     * The loss of two views of the same images.
     *
     * @param first embeddings of the first views, (N, D), of any length; they are normalised here
     * @param second embeddings of the second views, (N, D), in the same order
     * @return scalar, shape (), float32; it belongs to the manager of the first embeddings
     */
    public NDArray of(NDArray first, NDArray second) {
        return Kernel.of("nt_xent", first.getDevice())
                .run(Kernel.Arguments.of(first).and(second).and(temperature))
                .singletonOrThrow();
    }
}
