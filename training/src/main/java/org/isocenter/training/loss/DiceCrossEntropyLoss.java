package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Soft Dice loss plus cross entropy for segmentation (Milletari et al. 2016, <a href="https://arxiv.org/abs/1606.04797">arXiv:1606.04797</a>), with the
 * conventions of MONAI's {@code DiceCELoss}: {@code 1 - (2 Σ p y + 1e-5) / (Σ p + Σ y + 1e-5)} over the places of one class, the mean over classes and
 * images, no squares; cross entropy is the mean over all pixels and all classes. With one channel: sigmoid and binary cross entropy.
 *
 * @param withBackground whether class 0 has a Dice of its own; cross entropy has it always, and one channel has no background
 * @param overBatch whether one Dice is taken over the whole batch instead of one per image
 */
public record DiceCrossEntropyLoss(boolean withBackground, boolean overBatch) {

    /**
     * The loss of a batch.
     *
     * @param logits (N, K, H, W); K is 1 for one structure against the rest
     * @param target class of each pixel, int64, (N, 1, H, W); 0 or 1 where K is 1
     * @return scalar, shape (), float32; it belongs to the manager of the logits
     */
    public NDArray of(NDArray logits, NDArray target) {
        return Kernel.of("dice_cross_entropy", logits.getDevice())
                .run(Kernel.Arguments.of(logits).and(target).and(withBackground ? 1 : 0, overBatch ? 1 : 0))
                .singletonOrThrow();
    }
}
