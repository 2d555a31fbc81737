package org.isocenter.training.view;

/**
 * A turn about the crop's centre; what comes from outside the image is black.
 *
 * @param maxDegrees the angle is uniform between minus and plus this
 */
public record Rotation(double maxDegrees) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        draft.angle = Math.toRadians(random.between(-maxDegrees, maxDegrees));
    }
}
