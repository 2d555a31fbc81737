package org.isocenter.training.view;

/**
 * Saturation and hue, for natural photographs only.
 *
 * <p>Off in every medical profile: the colour of skin, stain or mucosa is the finding itself, and one grey channel has no hue.
 *
 * @param probability of applying both
 * @param saturation factor uniform in 1 - s to 1 + s
 * @param hue turn of the colour circle, uniform in -h to h, at most 0.5
 */
public record ColourJitter(double probability, double saturation, double hue) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        if (random.chance(probability)) {
            draft.saturation = 1 + random.between(-saturation, saturation);
            draft.hue = random.between(-hue, hue);
        }
    }
}
