package org.isocenter.training.method;

import java.util.Optional;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.RateScaling;
import org.isocenter.training.optimizer.UpdateRule;

/**
 * How a method is trained where nothing else is asked for; the class of each method says where its numbers come from.
 *
 * @param rule by which parameters move
 * @param clipping of gradients
 * @param scaling of the rates with the images of a step
 * @param freshRate base of the peak learning rate from random weights
 * @param parentRate base of the peak learning rate from a parent's weights
 * @param firstDecay weight decay at the start
 * @param lastDecay weight decay at the end, reached by half a cosine
 * @param temperature of the loss; empty where the method has none
 */
public record Defaults(
        UpdateRule rule,
        Clipping clipping,
        RateScaling scaling,
        double freshRate,
        double parentRate,
        double firstDecay,
        double lastDecay,
        Optional<Double> temperature) {

    /**
     * AdamW at 1e-3 from random weights and 2e-4 from a parent's, weight decay 0.01: what was measured here for SimCLR on a few thousand images
     * ({@code docs/results.md}). The layer-wise rates of the papers are made for batches of thousands.
     */
    static Defaults adamW() {
        return new Defaults(AdamW.usual(), Clipping.none(), RateScaling.NONE, 1e-3, 2e-4, 0.01, 0.01, Optional.empty());
    }

    Defaults withTemperature(double value) {
        return new Defaults(rule, clipping, scaling, freshRate, parentRate, firstDecay, lastDecay, Optional.of(value));
    }

    /**
     * The same for a transformer: AdamW with MoCo v3's 1.5e-4 for 256 images at batches of 4096, scaled down by the square root as suits Adam (Malladi et
     * al. 2022, <a href="https://arxiv.org/abs/2205.10287">arXiv:2205.10287</a>), a fifth of it from a parent, and its weight decay of 0.1.
     */
    Defaults forTransformers() {
        return new Defaults(
                AdamW.usual(), Clipping.none(), RateScaling.SQUARE_ROOT, 3.75e-5, 7.5e-6, 0.1, 0.1, temperature);
    }

    /** The peak learning rate for so many images in a step. */
    public double rate(boolean fresh, int batchSize) {
        return scaling.rate(fresh ? freshRate : parentRate, batchSize);
    }
}
