package org.isocenter.training.view;

import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.imaging.Modality;

/**
 * Augmentations that suit one kind of image. The medical ones leave out hue, saturation, grey and solarisation (they change what the colour or the
 * density means), crop less, and mirror only where no side is stated; each augmentation's own page says why.
 */
public enum ViewProfile {
    /** Projection X-ray: sides matter, exposure varies. */
    X_RAY(
            "no mirroring: the heart and side markers tell left from right; no hue, saturation, grey or solarisation: a grey level is density; no small crops: a finding may be all that tells images apart",
            List.of(
                    new ResizedCrop(0.5, 1, 1.1),
                    new Rotation(10),
                    new BrightnessContrast(0.8, 0.4, 0.4),
                    new Gamma(0.5, 1.5),
                    new Noise(0.3, 0.03),
                    new Blur(0.3, 0.1, 1),
                    new WindowJitter(0.1, 0.2))),
    /** Computed tomography: the window is the contrast; Hounsfield units mean tissue. */
    CT(
            "no mirroring: organs lie on one side; no hue, saturation, grey or solarisation: Hounsfield units mean tissue; the window varies instead",
            List.of(
                    new ResizedCrop(0.4, 1, 1.1),
                    new Rotation(15),
                    new WindowJitter(0.1, 0.2),
                    new BrightnessContrast(0.5, 0.2, 0.2),
                    new Gamma(0.3, 1.3),
                    new Noise(0.3, 0.05),
                    new Blur(0.3, 0.1, 1))),
    /** Magnetic resonance: grey levels have no unit, so they vary most. */
    MR(
            "no mirroring: sides of the brain and of joints are told apart; no hue, saturation, grey or solarisation: grey levels have an order though no unit",
            List.of(
                    new ResizedCrop(0.3, 1, 1.1),
                    new Rotation(15),
                    new WindowJitter(0.1, 0.2),
                    new BrightnessContrast(0.8, 0.4, 0.4),
                    new Gamma(0.5, 1.5),
                    new Noise(0.3, 0.05),
                    new Blur(0.3, 0.1, 1.5))),
    /** Ultrasound: gravity and the probe fix what is up; speckle is texture and is not blurred away. */
    ULTRASOUND(
            "never upside down: gravity and the probe fix what is up; hardly blurred: speckle is texture; no hue, saturation, grey or solarisation",
            List.of(
                    new ResizedCrop(0.4, 1, 1.1),
                    new Rotation(10),
                    new Flip(0.5, 0),
                    new BrightnessContrast(0.8, 0.4, 0.4),
                    new Gamma(0.5, 1.4),
                    new Noise(0.3, 0.03),
                    new Blur(0.2, 0.1, 1))),
    /** Colour photographs of skin, fundus or stained tissue: any direction may be up, colour stays. */
    COLOUR_PHOTO(
            "no hue, saturation, grey or solarisation: colour is the finding",
            List.of(
                    new ResizedCrop(0.4, 1, 1.1),
                    new Rotation(45),
                    new Flip(0.5, 0.5),
                    new BrightnessContrast(0.8, 0.3, 0.3),
                    new Gamma(0.3, 1.3),
                    new Noise(0.3, 0.03),
                    new Blur(0.3, 0.1, 1))),
    /** A medical picture of unknown kind, as imported from an image file: no side is stated, so mirroring is allowed. */
    PICTURE(
            "never upside down; no hue, saturation, grey or solarisation: it may be a scan",
            List.of(
                    new ResizedCrop(0.3, 1, 1.1),
                    new Rotation(15),
                    new Flip(0.5, 0),
                    new BrightnessContrast(0.8, 0.4, 0.4),
                    new Gamma(0.5, 1.5),
                    new Noise(0.5, 0.05),
                    new Blur(0.5, 0.1, 2))),
    /** Natural photographs, as in SimCLR at half strength: the stage before any medical one. */
    NATURAL(
            "nothing: not for medical images",
            List.of(
                    new ResizedCrop(0.2, 1, 4.0 / 3),
                    new Flip(0.5, 0),
                    new BrightnessContrast(0.8, 0.4, 0.4),
                    new ColourJitter(0.8, 0.4, 0.1),
                    new Grey(0.2),
                    new Solarise(0.1),
                    new Blur(0.5, 0.1, 2)));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of from records of numbers, so nothing in it can change
    private final List<Augmentation> augmentations;

    private final String spared;

    ViewProfile(String spared, List<Augmentation> augmentations) {
        this.spared = spared;
        this.augmentations = augmentations;
    }

    /** The profile for a modality code; unknown ones are a picture. */
    public static ViewProfile of(Modality modality) {
        if (modality.isProjectionXRay()) {
            return X_RAY;
        }
        return switch (modality.code()) {
            case "CT", "PT" -> CT;
            case "MR" -> MR;
            case "US", "IVUS" -> ULTRASOUND;
            case "XC", "OP", "SM", "GM", "ES" -> COLOUR_PHOTO;
            default -> PICTURE;
        };
    }

    /** What is left out of the views, and why, for people. */
    public String spared() {
        return spared;
    }

    /** The augmentations, in drawing order. */
    public List<Augmentation> augmentations() {
        return augmentations;
    }

    /**
     * The augmentations of images that are learnt from with their label, which must still be right of what is left: at least 0.7 of the image, tones changed
     * by at most a fifth in half of the views, turned and mirrored as usual, in drawing order.
     */
    public List<Augmentation> labelled() {
        return augmentations.stream().flatMap(ViewProfile::labelled).toList();
    }

    private static Stream<Augmentation> labelled(Augmentation usual) {
        if (usual instanceof ResizedCrop crop) {
            return Stream.of(new ResizedCrop(Math.max(0.7, crop.minArea()), crop.maxArea(), crop.maxAspect()));
        }
        if (usual instanceof BrightnessContrast) {
            return Stream.of(new BrightnessContrast(0.5, 0.2, 0.2));
        }
        return usual instanceof Rotation || usual instanceof Flip ? Stream.of(usual) : Stream.empty();
    }

    /**
     * A recipe for small parts, the local crops of multi-crop: what is at most the smallest crop of {@link #recipe} and at least 0.4 of that, 0.2 to 0.5
     * of an X-ray; all else is the same.
     */
    public ViewRecipe localRecipe(int size, Normalisation normalisation) {
        return new ViewRecipe(
                size,
                normalisation,
                augmentations.stream()
                        .map(augmentation -> augmentation instanceof ResizedCrop crop ? crop.local() : augmentation)
                        .toList());
    }

    /** A recipe of crops and mirroring alone, for a method that fills in what it does not see: tones are to be as they are. */
    public ViewRecipe croppedRecipe(int size, Normalisation normalisation) {
        return new ViewRecipe(
                size,
                normalisation,
                augmentations.stream()
                        .filter(augmentation -> augmentation instanceof ResizedCrop || augmentation instanceof Flip)
                        .toList());
    }

    /** A recipe of this profile. */
    public ViewRecipe recipe(int size, Normalisation normalisation) {
        return new ViewRecipe(size, normalisation, augmentations);
    }
}
