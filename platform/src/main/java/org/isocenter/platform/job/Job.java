package org.isocenter.platform.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/**
 * Long work and how far it is.
 *
 * @param id its identifier
 * @param project its owner
 * @param kind what it does
 * @param parameters JSON values
 * @param priority higher runs first
 * @param state where it stands
 * @param progress how far it is
 * @param attempts how often it was claimed
 * @param submittedBy user name
 * @param submittedAt when
 * @param endedAt when it came to its final state
 * @param result JSON values once it succeeded, else empty
 * @param failure code and sentence once it failed
 */
public record Job(
        UUID id,
        ProjectId project,
        JobKind kind,
        Map<String, Object> parameters,
        int priority,
        JobState state,
        Progress progress,
        int attempts,
        String submittedBy,
        Instant submittedAt,
        Optional<Instant> endedAt,
        Map<String, Object> result,
        Optional<JobFailure> failure) {
    public Job {
        parameters = Map.copyOf(parameters);
        result = Map.copyOf(result);
    }
}
