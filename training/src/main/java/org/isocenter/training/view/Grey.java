package org.isocenter.training.view;

/**
 * Colour taken away, for natural photographs only; off in every medical profile, where colour is either absent or the finding.
 *
 * @param probability of applying it
 */
public record Grey(double probability) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        draft.grey = random.chance(probability);
    }
}
