package org.isocenter.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.loss.BinaryCrossEntropyLoss;
import org.isocenter.training.loss.CornLoss;
import org.isocenter.training.loss.CrossEntropyLoss;

/**
 * What a classification head minimises: cross entropy over classes, binary cross entropy over findings, CORN over grades.
 *
 * @param kind of the labels
 * @param classes their number
 */
record ClassificationLoss(LabelKind kind, int classes) {
    private static final long IGNORED = -100;

    /**
     * The loss of a batch whose images weigh differently: the mean over images, each counting as much as its weight.
     *
     * @param logits (N, scores)
     * @param targets as below
     * @param weights N, above 0
     */
    NDArray of(NDArray logits, long[] targets, double[] weights, NDManager step) {
        int width = targets.length / weights.length;
        double all = Arrays.stream(weights).sum();
        return Arrays.stream(weights)
                .distinct()
                .mapToObj(weight -> {
                    long count = Arrays.stream(weights).filter(w -> w == weight).count();
                    long[] own = targets.clone();
                    Arrays.setAll(own, i -> weights[i / width] == weight ? targets[i] : -1);
                    return of(logits, own, step).mul((float) (weight * count / all));
                })
                .reduce(NDArray::add)
                .orElseThrow();
    }

    /**
     * The loss of a batch.
     *
     * @param logits (N, scores)
     * @param targets N classes or N x findings answers, of which one at least is known; -1 where one is not, which then counts nowhere
     * @param step whose memory the targets lie in
     * @return scalar, shape (), float32
     */
    NDArray of(NDArray logits, long[] targets, NDManager step) {
        return switch (kind) {
            case ORDINAL -> new CornLoss().of(logits, step.create(targets));
            case MULTI_LABEL -> BinaryCrossEntropyLoss.plain().of(logits, step.create(targets, logits.getShape()));
            case CLASSIFICATION, SEGMENTATION ->
                CrossEntropyLoss.plain(classes)
                        .of(
                                logits,
                                step.create(Arrays.stream(targets)
                                        .map(target -> target < 0 ? IGNORED : target)
                                        .toArray()));
        };
    }
}
