package org.isocenter.training.view;

/**
 * One way in which two views of an image may differ. It draws its parameters from the random source into the draft; the view is then painted once, so
 * a list of ten augmentations costs little more than one.
 */
public sealed interface Augmentation
        permits ResizedCrop,
                Rotation,
                Flip,
                WindowJitter,
                WindowChoice,
                BrightnessContrast,
                Gamma,
                Noise,
                Blur,
                ColourJitter,
                Grey,
                Solarise {

    /** Draws this augmentation's parameters. */
    void draw(ViewDraft draft, ViewRandom random);
}
