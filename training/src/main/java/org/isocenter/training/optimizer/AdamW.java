package org.isocenter.training.optimizer;

import java.util.List;

/**
 * Adam with <a href="https://arxiv.org/abs/1711.05101">decoupled weight decay</a>, as in torch: {@code w *= 1 - lr λ}, then
 * {@code w -= lr m̂ / (√v̂ + ε)} with bias-corrected moments.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon ε, added to the corrected root
 */
public record AdamW(double beta1, double beta2, double epsilon) implements UpdateRule {

    /** 0.9, 0.999 and 1e-8. */
    public static AdamW usual() {
        return new AdamW(0.9, 0.999, 1e-8);
    }

    @Override
    public String kernelMethod() {
        return "adamw";
    }

    @Override
    public List<String> memories() {
        return List.of("firstMoment", "secondMoment");
    }

    @Override
    public double[] numbers() {
        return new double[] {beta1, beta2, epsilon};
    }
}
