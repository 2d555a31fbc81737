package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FeatureCache;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;

/** The worker's one feature cache: what registered encoders, random ones too, gave to the frames of cohorts. */
@ApplicationScoped
class KeptFeatures {
    private final FeatureCache cache;

    KeptFeatures(
            TrainingConfig config,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.cache = new FeatureCache(config.featureFolder(), version, config.featureBytes());
    }

    /**
     * The features of an encoder, kept or computed.
     *
     * @param version whose weights it has, unchanged
     * @param imageSize side of the view in pixels; what else the view does hangs on the architecture and the frame
     */
    Embedder of(EncoderVersion version, Encoder encoder, int imageSize, NDManager manager) {
        String words = "%s %s %s %d px %s"
                .formatted(
                        version.weights(),
                        version.architecture(),
                        encoder.architecture().precision(),
                        imageSize,
                        manager.getDevice());
        return cache.over(new EncoderFeatures(encoder, manager, imageSize), words);
    }

    /** Forgets the features of what was decoded from blobs that were deleted. */
    void forget(Set<BlobKey> blobs) {
        if (!blobs.isEmpty()) {
            cache.remove(blobs);
        }
    }
}
