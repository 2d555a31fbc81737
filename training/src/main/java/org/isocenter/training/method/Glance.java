package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;

/**
 * What a network makes of images at a moment, for the figures by which a run is judged. Normalisations go by their running statistics, so that nothing
 * changes.
 *
 * @param representations (N, D), the encoder's
 * @param embeddings (N, E), what the projector makes of them; empty where the method has none
 * @param shares (N, K), how each image is shared out among bins or prototypes, rows sum to 1; empty where there are none
 */
public record Glance(NDArray representations, Optional<NDArray> embeddings, Optional<NDArray> shares) {

    /** Of a method without a projector. */
    static Glance of(Encoder encoder, NDArray images) {
        return new Glance(encoder.represent(images, BatchStatistics.FIXED), Optional.empty(), Optional.empty());
    }

    /** Of a method with one. */
    static Glance of(Encoder encoder, ProjectionHead projector, NDArray images) {
        NDArray representations = encoder.represent(images, BatchStatistics.FIXED);
        return new Glance(
                representations,
                Optional.of(projector.embed(representations, BatchStatistics.FIXED)),
                Optional.empty());
    }

    Glance sharing(NDArray values) {
        return new Glance(representations, embeddings, Optional.of(values));
    }
}
