package org.isocenter.platform.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.project.ProjectId;

/**
 * An encoder: architecture, weights and how it came to be.
 *
 * @param id its identifier
 * @param project its owner
 * @param name for people, 1 to 128 characters
 * @param architecture a torchvision or timm name such as {@code resnet18}
 * @param weights safetensors in the store
 * @param parent the encoder it started from
 * @param stage its place in the chain
 * @param method such as {@code simclr}, or {@code import}
 * @param cohortSha256 the hash of the cohort version it saw
 * @param seed of the run
 * @param codeVersion of Isocenter
 * @param job the run that made it
 * @param report JSON values: images seen, relative change of weights and features, probe curve
 * @param createdAt when
 */
public record EncoderVersion(
        UUID id,
        ProjectId project,
        String name,
        String architecture,
        BlobKey weights,
        Optional<UUID> parent,
        Stage stage,
        String method,
        Optional<String> cohortSha256,
        long seed,
        String codeVersion,
        Optional<UUID> job,
        Map<String, Object> report,
        Instant createdAt) {
    public EncoderVersion {
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException("an encoder's name has 1 to 128 characters");
        }
        report = Map.copyOf(report);
    }
}
