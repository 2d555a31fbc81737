package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Squared error of the patches that a masked autoencoder did not see (He et al. 2022, <a href="https://arxiv.org/abs/2111.06377">arXiv:2111.06377</a>):
 * the mean over a patch's values, then over all removed patches.
 *
 * @param normalised whether each target patch is shifted to mean 0 and scaled to variance 1 (unbiased, plus 1e-6); better for representations
 */
public record MaskedReconstructionLoss(boolean normalised) {

    /**
     * The loss of a batch.
     *
     * @param predictions (N, L, P)
     * @param patches what was there, (N, L, P); they get no gradient
     * @param mask (N, L), 1 where a patch was removed, 0 where it was seen; at least one was removed
     * @return scalar, shape (), float32; it belongs to the manager of the predictions
     */
    public NDArray of(NDArray predictions, NDArray patches, NDArray mask) {
        return Kernel.of("masked_reconstruction", predictions.getDevice())
                .run(Kernel.Arguments.of(predictions).and(patches).and(mask).and(normalised ? 1 : 0))
                .singletonOrThrow();
    }
}
