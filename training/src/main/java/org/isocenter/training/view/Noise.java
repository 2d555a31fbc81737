package org.isocenter.training.view;

/**
 * Independent noise per pixel, the same in all channels, not clipped.
 *
 * @param probability of applying it
 * @param maxSigma largest standard deviation, of values in 0..1; uniform from 0
 */
public record Noise(double probability, double maxSigma) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        if (random.chance(probability)) {
            draft.noiseSigma = random.between(0, maxSigma);
        }
    }
}
