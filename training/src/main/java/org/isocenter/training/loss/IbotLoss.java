package org.isocenter.training.loss;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.kernel.Kernel;

/**
 * Masked self-distillation of iBOT (Zhou et al. 2022, <a href="https://arxiv.org/abs/2111.07832">arXiv:2111.07832</a>): the student is to say of every
 * patch that was hidden from it what the teacher says of it; the mean over the hidden patches of an image, then over all images, those without a hidden
 * patch among them.
 *
 * @param studentTemperature τs in the paper; 0.1 there
 */
public record IbotLoss(double studentTemperature) {

    /** A student's temperature of 0.1. */
    public static IbotLoss usual() {
        return new IbotLoss(0.1);
    }

    /**
     * The loss of a batch with M hidden patches in all.
     *
     * @param teacher outputs for the hidden patches, (M, K); they get no gradient
     * @param student outputs for the same patches, (M, K), in the same order
     * @param centre what is subtracted from the teacher's outputs, (K)
     * @param weights 1 over the number of hidden patches of a row's image, (M)
     * @param images of the batch
     * @param teacherTemperature τt in the paper
     * @return scalar, shape (), float32; it belongs to the manager of the teacher's outputs
     */
    public NDArray of(
            NDArray teacher, NDArray student, NDArray centre, NDArray weights, int images, double teacherTemperature) {
        return Kernel.of("ibot", teacher.getDevice())
                .run(Kernel.Arguments.of(teacher)
                        .and(student)
                        .and(centre)
                        .and(weights)
                        .and(studentTemperature, teacherTemperature, images))
                .singletonOrThrow();
    }
}
