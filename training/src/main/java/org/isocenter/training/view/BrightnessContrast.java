package org.isocenter.training.view;

/**
 * Brightness f x, then contrast f x + (1 - f) mean, each clipped to 0..1 and each factor uniform in 1 - s to 1 + s.
 *
 * @param probability of applying both
 * @param brightness strength s of the first
 * @param contrast strength s of the second
 */
public record BrightnessContrast(double probability, double brightness, double contrast) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        if (random.chance(probability)) {
            draft.brightness = 1 + random.between(-brightness, brightness);
            draft.contrast = 1 + random.between(-contrast, contrast);
        }
    }
}
