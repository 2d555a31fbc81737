package org.isocenter.training.view;

/**
 * x to the power of gamma, gamma log-uniform, so that darker and brighter are as likely.
 *
 * @param probability of applying it
 * @param max largest gamma, above 1; the smallest is its inverse
 */
public record Gamma(double probability, double max) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        if (random.chance(probability)) {
            draft.gamma = Math.exp(random.between(-1, 1) * Math.log(max));
        }
    }
}
