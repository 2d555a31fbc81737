package org.isocenter.training.view;

/**
 * Values of at least 0.5 inverted, for natural photographs only (BYOL's second view).
 *
 * <p>Off in every medical profile: it makes bone darker than air, which no scanner does.
 *
 * @param probability of applying it
 */
public record Solarise(double probability) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        draft.solarised = random.chance(probability);
    }
}
