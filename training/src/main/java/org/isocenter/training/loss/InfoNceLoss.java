package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Contrast of queries with the keys of a momentum encoder, one side of MoCo v3 (Chen et al. 2021, <a
 * href="https://arxiv.org/abs/2104.02057">arXiv:2104.02057</a>): {@code 2 τ CE(q kᵀ / τ, own row)}, the mean over N. Keys get no gradient.
 *
 * @param temperature τ in the paper, above 0
 */
public record InfoNceLoss(double temperature) {
    public InfoNceLoss {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("expected a temperature above 0, came %s".formatted(temperature));
        }
    }

    /**
     * The loss of one side.
     *
     * @param queries predictions of one view, (N, D), of any length; they are normalised here
     * @param keys embeddings of the other view, (N, D), in the same order
     * @return scalar, shape (), float32; it belongs to the manager of the queries
     */
    public NDArray of(NDArray queries, NDArray keys) {
        return Kernel.of("info_nce", queries.getDevice())
                .run(Kernel.Arguments.of(queries).and(keys).and(temperature))
                .singletonOrThrow();
    }
}
