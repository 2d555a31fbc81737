package org.isocenter.training.explanation;

import ai.djl.ndarray.NDArray;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.TokenEncoder;
import org.isocenter.training.view.Plane;

/** A way to say which places of an image a class's score hangs on. */
interface Explainer {

    /** For people. */
    String title();

    /**
     * The map of one image.
     *
     * @param image (1, C, H, W), float32, normalised as the encoder's architecture says
     * @param score D weights: their product with the representation is the class's score
     * @return one value for each pixel, 0..1; all 0 where nothing speaks for the class
     */
    Plane map(NDArray image, float[] score);

    /** Grad-CAM for convolutional encoders, attention rollout for transformers. */
    static Explainer of(Encoder encoder) {
        return TokenEncoder.isTransformer(encoder.architecture())
                ? new AttentionRollout(TokenEncoder.of(encoder))
                : new GradCam(encoder);
    }
}
