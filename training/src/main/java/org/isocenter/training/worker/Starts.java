package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;

/** The encoders that a head is trained from, side by side: the one asked for, and those that show what it is worth. */
@ApplicationScoped
class Starts {
    private final ModelRegistry models;
    private final ModelFiles files;
    private final String codeVersion;

    Starts(
            ModelRegistry models,
            ModelFiles files,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String codeVersion) {
        this.models = models;
        this.files = files;
        this.codeVersion = codeVersion;
    }

    /**
     * The encoders by what they are called; with baselines a random one of the same architecture, and ImageNet's where the encoder comes from it.
     *
     * @param encoder asked for
     * @param baselines whether the others are wanted
     * @param seed of random weights
     */
    Map<Init, EncoderVersion> of(EncoderVersion encoder, boolean baselines, long seed, JobRun run) {
        Map<Init, EncoderVersion> starts = new EnumMap<>(Init.class);
        if (baselines) {
            starts.put(Init.RANDOM, random(encoder, seed, run));
            models.lineage(encoder.id()).stream()
                    .filter(ancestor -> ancestor.stage() == Stage.IMAGENET)
                    .findFirst()
                    .ifPresent(imagenet -> starts.put(Init.IMAGENET, imagenet));
        }
        starts.put(Init.of(encoder), encoder);
        return starts;
    }

    /** Registered once for each architecture and seed of a project, so that a head from it can always be used again. */
    private EncoderVersion random(EncoderVersion like, long seed, JobRun run) {
        String name = "random %s %s %d".formatted(like.project().value(), like.architecture(), seed);
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        Optional<EncoderVersion> known = models.encoder(id);
        if (known.isPresent()) {
            return known.get();
        }
        EncoderVersion random = new EncoderVersion(
                id,
                like.project(),
                "random " + seed,
                like.architecture(),
                weights(like.architecture(), seed),
                Optional.empty(),
                Stage.RANDOM,
                "random",
                Optional.empty(),
                seed,
                codeVersion,
                Optional.of(run.job().id()),
                Map.of(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        run.fenced(() -> models.register(random));
        return random;
    }

    private BlobKey weights(String architecture, long seed) {
        try (NDManager manager = EngineMemory.forJob();
                Encoder encoder = Encoder.random(Architecture.named(architecture), manager, seed)) {
            return files.put(encoder.weights());
        }
    }
}
