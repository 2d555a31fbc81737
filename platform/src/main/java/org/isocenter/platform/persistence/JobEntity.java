package org.isocenter.platform.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobCheckpoint;
import org.isocenter.platform.job.JobFailure;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.job.Signal;
import org.isocenter.platform.project.ProjectId;
import org.jspecify.annotations.Nullable;

/** A row of table job; read here, changed by single statements that look at the lease. */
@Entity
@Table(name = "job")
class JobEntity {
    @Id
    UUID id;

    @Column(name = "project_id")
    UUID projectId;

    @Enumerated(EnumType.STRING)
    JobKind kind;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> parameters;

    int priority;

    @Enumerated(EnumType.STRING)
    JobState state;

    @Enumerated(EnumType.STRING)
    Signal signal;

    long done;
    long total;
    String unit;
    String message;
    int attempts;
    long epoch;

    @Nullable
    @Column(name = "checkpoint_step")
    Long checkpointStep;

    @Nullable
    @Column(name = "checkpoint_blob")
    String checkpointBlob;

    @Nullable
    @Column(name = "before_step")
    Long beforeStep;

    @Nullable
    @Column(name = "before_blob")
    String beforeBlob;

    @Column(name = "submitted_by")
    String submittedBy;

    @Column(name = "submitted_at")
    Instant submittedAt;

    @Nullable
    @Column(name = "ended_at")
    Instant endedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> result;

    @Nullable
    @Column(name = "failure_code")
    String failureCode;

    @Nullable
    @Column(name = "failure_message")
    String failureMessage;

    JobEntity() {}

    Job toJob() {
        return new Job(
                id,
                new ProjectId(projectId),
                kind,
                parameters,
                priority,
                state,
                new Progress(done, total, unit, message),
                attempts,
                submittedBy,
                submittedAt,
                Optional.ofNullable(endedAt),
                result,
                Optional.ofNullable(failureCode)
                        .map(code -> new JobFailure(
                                ErrorCode.valueOf(code),
                                Optional.ofNullable(failureMessage).orElse(""))));
    }

    List<JobCheckpoint> checkpoints() {
        return Stream.of(checkpoint(checkpointStep, checkpointBlob), checkpoint(beforeStep, beforeBlob))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<JobCheckpoint> checkpoint(@Nullable Long step, @Nullable String blob) {
        return step == null || blob == null
                ? Optional.empty()
                : Optional.of(new JobCheckpoint(step, new BlobKey(blob)));
    }
}
