package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Contrast of patients, for MICLe (Azizi et al. 2021, <a href="https://arxiv.org/abs/2101.05224">arXiv:2101.05224</a>): every other row of a patient is
 * a positive, averaged outside the logarithm; rows of one patient leave each other's denominators. A row without a partner is no anchor but stays a
 * negative of the others. Two rows of every patient give {@link NtXentLoss}.
 *
 * @param temperature τ in the paper, above 0
 * @param drawnOnly whether row i's only positive is row i + R/2, the other rows of the patient being neither positives nor negatives
 */
public record MultiInstanceLoss(double temperature, boolean drawnOnly) {
    public MultiInstanceLoss {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("expected a temperature above 0, came %s".formatted(temperature));
        }
    }

    /**
     * The loss of a batch.
     *
     * @param embeddings (R, D), of any length; they are normalised here
     * @param patients a number for each row, int64, (R); rows of one patient share theirs
     * @return scalar, shape (), float32, the mean over anchors; it belongs to the manager of the embeddings
     */
    public NDArray of(NDArray embeddings, NDArray patients) {
        return Kernel.of("micle", embeddings.getDevice())
                .run(Kernel.Arguments.of(embeddings).and(patients).and(temperature, drawnOnly ? 1 : 0))
                .singletonOrThrow();
    }
}
