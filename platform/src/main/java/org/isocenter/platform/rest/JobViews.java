package org.isocenter.platform.rest;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** How jobs look in requests and answers. */
final class JobViews {
    private JobViews() {}

    /** A wish for a job. */
    record NewJob(@NotNull JobKind kind, @Nullable Map<String, Object> parameters, int priority) {
        JobRequest toRequest(ProjectId project, String idempotencyKey) {
            Map<String, Object> given = new HashMap<>(parameters == null ? Map.of() : parameters);
            given.values().removeIf(Objects::isNull); // null says the same as nothing
            return new JobRequest(project, kind, given, priority, idempotencyKey);
        }

        /** Curation belongs to stewards and researchers, what brings images in or sends them out to stewards, everything else to researchers. */
        void requireRole(Actor actor) {
            if (kind == JobKind.PREDICT_ONCE) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected a question about images that are here; send one that is not to heads/{head}/predictions.");
            }
            Role needed = kind == JobKind.PULL || kind == JobKind.SEND ? Role.DATA_STEWARD : Role.RESEARCHER;
            if (kind != JobKind.CURATE && !actor.has(needed)) {
                throw new PlatformException(
                        ErrorCode.FORBIDDEN, "only a %s submits jobs of this kind".formatted(needed.token()));
            }
        }
    }

    /** Why a job failed, as it is shown. */
    record FailureView(String code, String name, String message) {}

    /** A job as it is shown. */
    record JobView(
            UUID id,
            UUID project,
            JobKind kind,
            Map<String, Object> parameters,
            int priority,
            JobState state,
            Progress progress,
            int attempts,
            String submittedBy,
            Instant submittedAt,
            @Nullable Instant endedAt,
            Map<String, Object> result,
            @Nullable FailureView failure) {
        static JobView of(Job job) {
            return new JobView(
                    job.id(),
                    job.project().value(),
                    job.kind(),
                    job.parameters(),
                    job.priority(),
                    job.state(),
                    job.progress(),
                    job.attempts(),
                    job.submittedBy(),
                    job.submittedAt(),
                    job.endedAt().orElse(null),
                    job.result(),
                    job.failure()
                            .map(failure -> new FailureView(
                                    failure.code().id(), failure.code().name(), failure.message()))
                            .orElse(null));
        }
    }
}
