package org.isocenter.training.view;

/**
 * Windowing as augmentation: the display window moves and stretches before values are clipped, so that two views show different tissue contrast of the
 * same values. Has no effect on 8-bit pictures, whose window is baked in.
 *
 * @param centre the centre moves by up to this share of the width
 * @param width the width changes by up to this share
 */
public record WindowJitter(double centre, double width) implements Augmentation {
    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        draft.windowShift = random.between(-centre, centre);
        draft.windowStretch = 1 + random.between(-width, width);
    }
}
