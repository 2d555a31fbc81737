package org.isocenter.training.optimizer;

import java.util.List;

/**
 * <a href="https://arxiv.org/abs/1708.03888">Layer-wise adaptive rates</a>: parameters of two and more dimensions move by
 * {@code q d} with {@code d = g + λ w} and {@code q = η ‖w‖ / ‖d‖} (1 where either norm is 0); vectors move by their gradient.
 *
 * @param momentum μ
 * @param trust η, the share of a layer's norm that a step of rate 1 may move it
 * @param rateInMomentum SimCLR's form, {@code m = μ m + lr q d; w -= m}; otherwise {@code m = μ m + q d; w -= lr m}. They differ once the rate
 *     changes
 */
public record Lars(double momentum, double trust, boolean rateInMomentum) implements UpdateRule {

    /** The form of SimCLR's reference: momentum 0.9, η 0.001, the rate inside the momentum. */
    public static Lars simClr() {
        return new Lars(0.9, 0.001, true);
    }

    /** The form of Barlow Twins and VICReg: momentum 0.9, η 0.001, the rate outside. */
    public static Lars usual() {
        return new Lars(0.9, 0.001, false);
    }

    @Override
    public String kernelMethod() {
        return "lars";
    }

    @Override
    public List<String> memories() {
        return List.of("momentum");
    }

    @Override
    public double[] numbers() {
        return new double[] {momentum, trust, rateInMomentum ? 1 : 0};
    }
}
