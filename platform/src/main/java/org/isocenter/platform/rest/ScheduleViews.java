package org.isocenter.platform.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.pacs.NightWindow;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.schedule.Schedule;
import org.isocenter.platform.schedule.SchedulePlan;
import org.isocenter.platform.schedule.ScheduleRun;
import org.isocenter.platform.schedule.ScheduleStep;
import org.jspecify.annotations.Nullable;

/** How schedules look in requests and answers. */
final class ScheduleViews {
    private ScheduleViews() {}

    /**
     * A wish for a schedule.
     *
     * @param window hours such as {@code 22:00-05:30}
     * @param zone whose clock, such as {@code Europe/Berlin}
     * @param pull parameters of the PULL job of each night
     * @param cohort the cohort that is frozen anew
     * @param encoder the one that learning goes on from; needed to look images through
     * @param curate further parameters of the CURATE job, null to leave it out
     * @param pretrain further parameters of the PRETRAIN job, null to leave it out
     */
    record NewSchedule(
            @NotBlank String name,
            @NotBlank String window,
            @NotBlank String zone,
            @NotNull Map<String, Object> pull,
            @NotNull UUID cohort,
            @Nullable UUID encoder,
            @Nullable Map<String, Object> curate,
            @Nullable Map<String, Object> pretrain) {
        SchedulePlan plan() {
            return new SchedulePlan(
                    pull,
                    cohort,
                    Optional.ofNullable(encoder),
                    Optional.ofNullable(curate),
                    Optional.ofNullable(pretrain));
        }

        Schedule schedule(ProjectId project, String user, Instant now) {
            return new Schedule(
                    UUID.randomUUID(),
                    project,
                    name,
                    NightWindow.of(window, zone),
                    plan(),
                    user,
                    now,
                    Optional.empty());
        }
    }

    /** A schedule as it is shown, with how its last run stands and when the next one starts. */
    record ScheduleView(
            UUID id,
            UUID project,
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
            @Nullable RunView lastRun) {
        static ScheduleView of(Schedule schedule, List<ScheduleRun> runs, Instant now) {
            SchedulePlan plan = schedule.plan();
            return new ScheduleView(
                    schedule.id(),
                    schedule.project().value(),
                    schedule.name(),
                    schedule.window().hours(),
                    schedule.window().zone().getId(),
                    plan.pull(),
                    plan.cohort(),
                    plan.encoder().orElse(null),
                    plan.curate().orElse(null),
                    plan.pretrain().orElse(null),
                    schedule.createdBy(),
                    schedule.createdAt(),
                    schedule.cancelledAt().orElse(null),
                    schedule.cancelledAt().isPresent() ? null : next(schedule, runs, now),
                    runs.stream().findFirst().map(RunView::of).orElse(null));
        }

        /** Tonight's run may have been already. */
        private static Instant next(Schedule schedule, List<ScheduleRun> runs, Instant now) {
            NightWindow window = schedule.window();
            boolean ran = runs.stream().anyMatch(run -> run.night().equals(window.night(now)));
            return window.nextOpening(window.contains(now) && ran ? window.closing(now) : now);
        }
    }

    /** A run as it is shown; {@code jobs} has the job of each step that has begun. */
    record RunView(
            UUID id,
            LocalDate night,
            ScheduleRun.State state,
            String message,
            Map<ScheduleStep, UUID> jobs,
            @Nullable UUID cohortVersion,
            @Nullable UUID encoder,
            boolean paused,
            Instant startedAt,
            @Nullable Instant endedAt) {
        static RunView of(ScheduleRun run) {
            return new RunView(
                    run.id(),
                    run.night(),
                    run.state(),
                    run.message(),
                    run.jobs(),
                    run.cohortVersion().orElse(null),
                    run.encoder().orElse(null),
                    run.paused(),
                    run.startedAt(),
                    run.endedAt().orElse(null));
        }
    }
}
