package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Self-distillation of DINO (Caron et al. 2021, <a href="https://arxiv.org/abs/2104.14294">arXiv:2104.14294</a>): the student is to say of every view
 * what the teacher says of the global ones, the same view left out: {@code H(softmax((t - c) / τt), softmax(s / τs))}, the mean over samples and pairs.
 *
 * @param studentTemperature τs in the paper; 0.1 there
 */
public record DinoLoss(double studentTemperature) {

    /** A student's temperature of 0.1. */
    public static DinoLoss usual() {
        return new DinoLoss(0.1);
    }

    /**
     * The loss of a batch.
     *
     * @param teacher outputs for the two global views, one after the other, (2 N, K); they get no gradient
     * @param student outputs for all views, one after the other and the two global ones first, (V N, K)
     * @param centre what is subtracted from the teacher's outputs, (K)
     * @param teacherTemperature τt in the paper, 0.04 to 0.07; sharper than the student's
     * @return the loss, and what of it the global and the local views of the student make; it belongs to the manager of the teacher's outputs
     */
    public Loss of(NDArray teacher, NDArray student, NDArray centre, double teacherTemperature) {
        return Loss.of(
                Kernel.of("dino", teacher.getDevice())
                        .run(Kernel.Arguments.of(teacher)
                                .and(student)
                                .and(centre)
                                .and(studentTemperature, teacherTemperature)),
                "globalViews",
                "localViews");
    }
}
