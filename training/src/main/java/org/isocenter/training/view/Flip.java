package org.isocenter.training.view;

/**
 * Left and right, or top and bottom, exchanged.
 *
 * <p>Off by default wherever the side carries meaning: a mirrored chest has its heart on the wrong side, and an encoder that never saw sides cannot
 * tell them. On for skin, and for pictures whose header states no side.
 *
 * @param horizontally probability of exchanging left and right
 * @param vertically probability of exchanging top and bottom
 */
public record Flip(double horizontally, double vertically) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        draft.mirrored = random.chance(horizontally);
        draft.upsideDown = random.chance(vertically);
    }
}
