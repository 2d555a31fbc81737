package org.isocenter.platform.job;

import java.util.Map;
import org.isocenter.platform.project.ProjectId;

/**
 * A wish to run something.
 *
 * @param project its owner
 * @param kind what to run
 * @param parameters JSON values, validated at submit by the kind's {@link JobValidator}
 * @param priority higher runs first; usually 0
 * @param idempotencyKey the same key in the same project gives the same job again; 1 to 128 characters
 */
public record JobRequest(
        ProjectId project, JobKind kind, Map<String, Object> parameters, int priority, String idempotencyKey) {
    public JobRequest {
        parameters = Map.copyOf(parameters);
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 128) {
            throw new IllegalArgumentException("an idempotency key has 1 to 128 characters");
        }
    }
}
