package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Grades in their order as a chain of questions (CORN, Shi et al. 2021, <a href="https://arxiv.org/abs/2111.08851">arXiv:2111.08851</a>): question k asks
 * whether a grade is above k and counts for those that are at least k. The mean is over all answers of all questions, as in coral-pytorch.
 */
public record CornLoss() {

    /**
     * The loss of a batch.
     *
     * @param logits (N, K - 1), not normalised: of K grades, score k that the grade is above k if it is at least k
     * @param grade of each, int64, (N), 0 to K - 1; negative where it is not known, which then counts nowhere
     * @return scalar, shape (), float32; it belongs to the manager of the logits
     */
    public NDArray of(NDArray logits, NDArray grade) {
        NDArray step = logits.getManager().arange(0, (int) logits.getShape().get(1), 1, DataType.INT64);
        NDArray column = grade.reshape(-1, 1);
        NDArray above = column.gt(step).toType(DataType.INT64, false);
        NDArray asked = column.gte(step).toType(DataType.INT64, false);
        // 1 above, 0 not above, -1 where the question is not asked
        return BinaryCrossEntropyLoss.plain().of(logits, above.add(asked).sub(1));
    }
}
