package org.isocenter.training.view;

/**
 * Gaussian blur, sigma uniform.
 *
 * <p>Medical profiles stay at or below one pixel at 224 (and in proportion below): a stronger blur erases micro-calcifications and fine fractures.
 *
 * @param probability of applying it
 * @param minSigma smallest sigma in pixels of a 224-pixel view; other sizes in proportion
 * @param maxSigma largest
 */
public record Blur(double probability, double minSigma, double maxSigma) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        if (random.chance(probability)) {
            draft.blurSigma = random.between(minSigma, maxSigma);
        }
    }
}
