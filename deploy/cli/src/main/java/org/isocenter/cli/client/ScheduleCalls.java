package org.isocenter.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans that run by themselves at night. */
public final class ScheduleCalls {
    private final Http http;

    ScheduleCalls(Http http) {
        this.http = http;
    }

    /** A wish for a schedule; {@code curate} and {@code pretrain} are null where they are left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NewSchedule(
            String name,
            String window,
            String zone,
            Map<String, Object> pull,
            UUID cohort,
            @Nullable UUID encoder,
            @Nullable Map<String, Object> curate,
            @Nullable Map<String, Object> pretrain) {}

    /** One night: how it stands, and the job of each step that has begun. */
    public record Run(
            UUID id,
            LocalDate night,
            String state,
            String message,
            Map<String, UUID> jobs,
            @Nullable UUID cohortVersion,
            @Nullable UUID encoder,
            boolean paused,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** A schedule. */
    public record Schedule(
            UUID id,
            String name,
            String window,
            String zone,
            Map<String, Object> pull,
            UUID cohort,
            @Nullable UUID encoder,
            @Nullable Map<String, Object> curate,
            @Nullable Map<String, Object> pretrain,
            String createdBy,
            Instant createdAt,
            @Nullable Instant cancelledAt,
            @Nullable Instant nextRun,
            @Nullable Run lastRun) {}

    public Schedule create(String project, NewSchedule wish) {
        return http.post(ProjectCalls.path(project) + "/schedules", wish, Schedule.class);
    }

    /** Newest first, cancelled ones too. */
    public List<Schedule> list(String project) {
        return http.list(ProjectCalls.path(project) + "/schedules", Schedule.class);
    }

    /** Newest first. */
    public List<Run> runs(UUID schedule) {
        return http.list("/api/v1/schedules/" + schedule + "/runs", Run.class);
    }

    public Schedule cancel(UUID schedule) {
        return http.post("/api/v1/schedules/" + schedule + "/cancel", null, Schedule.class);
    }
}
