package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.List;
import org.isocenter.training.kernel.Kernel;

/**
 * Softmax cross entropy over exclusive classes, as in torch: the mean over samples, each weighing as much as its class.
 *
 * @param classWeights one per class
 * @param labelSmoothing share of the target that is spread over all classes (Szegedy et al. 2016,
 *     <a href="https://arxiv.org/abs/1512.00567">arXiv:1512.00567</a>), 0 for none
 */
public record CrossEntropyLoss(List<Double> classWeights, double labelSmoothing) {
    public CrossEntropyLoss {
        classWeights = List.copyOf(classWeights);
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "expected a label smoothing of 0 or more and below 1, came %s".formatted(labelSmoothing));
        }
    }

    /** All classes weigh the same, targets are as they are. */
    public static CrossEntropyLoss plain(int classes) {
        return new CrossEntropyLoss(Collections.nCopies(classes, 1.0), 0);
    }

    /**
     * The loss of a batch.
     *
     * @param logits (N, K) or, for pictures, (N, K, H, W)
     * @param target class of each, int64, (N) or (N, H, W); -100 where it is not known, which then counts nowhere
     * @return scalar, shape (), float32; it belongs to the manager of the logits
     */
    public NDArray of(NDArray logits, NDArray target) {
        NDManager manager = logits.getManager();
        float[] weights = new float[classWeights.size()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = classWeights.get(k).floatValue();
        }
        return Kernel.of("cross_entropy", logits.getDevice())
                .run(Kernel.Arguments.of(logits)
                        .and(target)
                        .and(manager.create(weights))
                        .and(labelSmoothing))
                .singletonOrThrow();
    }
}
