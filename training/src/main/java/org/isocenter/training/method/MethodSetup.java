package org.isocenter.training.method;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.TokenEncoder;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.view.ViewRecipe;

/**
 * What every method is made from.
 *
 * @param encoder that learns; whoever made it ends it
 * @param manager owner of what the method makes
 * @param profile augmentations of the views
 * @param imageSize side of a global view in pixels
 * @param fresh whether the encoder's weights are untrained; where few images continue from many, the statistics of the many stay
 * @param temperature of the loss, for methods that have one
 * @param maskRatio share of the patches that are hidden, for mae
 * @param pairs which images are partners, for methods that pair images
 * @param classes of the images, for supervised; each image's group is one of them
 * @param length of the run
 * @param seed of fresh weights and of what is drawn in a step
 */
public record MethodSetup(
        Encoder encoder,
        NDManager manager,
        ViewProfile profile,
        int imageSize,
        boolean fresh,
        double temperature,
        double maskRatio,
        Pairs pairs,
        List<String> classes,
        RunLength length,
        long seed) {
    private static final double LOCAL_SHARE = 96.0 / 224;
    private static final int PATCH = 16;

    public MethodSetup {
        classes = List.copyOf(classes);
    }

    /** A view of most of an image. */
    ViewRecipe globalView() {
        return profile.recipe(imageSize, encoder.architecture().normalisation());
    }

    /** A view of most of an image with its tones as they are. */
    ViewRecipe croppedView() {
        return profile.croppedRecipe(imageSize, encoder.architecture().normalisation());
    }

    /** A view of a small part: 96 pixels beside 224, in steps of 16 and at least 16; for a transformer at least 32, for one patch is no picture. */
    ViewRecipe localView() {
        int size = PATCH * (int) Math.round(imageSize * LOCAL_SHARE / PATCH);
        int least = TokenEncoder.isTransformer(encoder.architecture()) ? 2 * PATCH : PATCH;
        return profile.localRecipe(
                Math.min(imageSize, Math.max(least, size)),
                encoder.architecture().normalisation());
    }

    /** A few medical images must not overwrite the statistics of a million; a fresh network has none to lose. */
    BatchStatistics statistics() {
        return fresh ? BatchStatistics.LIVE : BatchStatistics.FIXED;
    }

    int width() {
        return encoder.architecture().width();
    }
}
