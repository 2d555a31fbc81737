package org.isocenter.training.optimizer;

import java.util.List;

/**
 * Stochastic gradient descent with momentum, as in torch: {@code d = g + λ w; m = μ m + d; w -= lr m}, or {@code w -= lr (d + μ m)} in the form of
 * <a href="https://proceedings.mlr.press/v28/sutskever13.html">Nesterov</a>.
 *
 * @param momentum μ, 0 for none
 * @param nesterov whether to look ahead
 */
public record Sgd(double momentum, boolean nesterov) implements UpdateRule {

    /** Momentum 0.9 without looking ahead. */
    public static Sgd usual() {
        return new Sgd(0.9, false);
    }

    @Override
    public String kernelMethod() {
        return "sgd";
    }

    @Override
    public List<String> memories() {
        return List.of("momentum");
    }

    @Override
    public double[] numbers() {
        return new double[] {momentum, nesterov ? 1 : 0};
    }
}
