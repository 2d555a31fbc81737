package org.isocenter.training.optimizer;

/**
 * What a schedule says about one step.
 *
 * @param learningRate of parameters of two and more dimensions
 * @param vectorLearningRate of biases, gains and other vectors
 * @param weightDecay λ, of parameters of two and more dimensions only
 */
public record Rates(double learningRate, double vectorLearningRate, double weightDecay) {

    /** One learning rate for all. */
    public static Rates of(double learningRate, double weightDecay) {
        return new Rates(learningRate, learningRate, weightDecay);
    }
}
