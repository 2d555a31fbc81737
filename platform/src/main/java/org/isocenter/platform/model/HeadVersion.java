package org.isocenter.platform.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.project.ProjectId;

/**
 * A head on an encoder: it can always answer which encoder, which labels, which patients, which configuration.
 *
 * @param id its identifier
 * @param project its owner
 * @param name for people, 1 to 128 characters
 * @param task class or mask
 * @param kind {@code linear}, {@code finetuned}, {@code prototype}, {@code knn} or {@code decoder}
 * @param init {@code random}, {@code imagenet} or {@code chain}
 * @param encoder the encoder it started from
 * @param weights safetensors of head and, where fine-tuned, encoder
 * @param labelSet frozen labels it learnt from
 * @param cohortVersion whose split it honours
 * @param seed of the run
 * @param codeVersion of Isocenter
 * @param job the run that made it
 * @param configuration JSON values: classes, image size and what else is needed to use it
 * @param report its evaluation
 * @param trainedBy the user who submitted the run
 * @param steps from draft to where it is now, in order
 * @param createdAt when
 */
public record HeadVersion(
        UUID id,
        ProjectId project,
        String name,
        LabelKind task,
        String kind,
        String init,
        UUID encoder,
        BlobKey weights,
        UUID labelSet,
        UUID cohortVersion,
        long seed,
        String codeVersion,
        UUID job,
        Map<String, Object> configuration,
        EvaluationReport report,
        String trainedBy,
        List<HeadStep> steps,
        Instant createdAt) {
    public HeadVersion {
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException("a head's name has 1 to 128 characters");
        }
        configuration = Map.copyOf(configuration);
        steps = List.copyOf(steps);
    }

    /** The state that the last step led to. */
    public HeadState state() {
        return steps.isEmpty() ? HeadState.DRAFT : steps.get(steps.size() - 1).state();
    }
}
