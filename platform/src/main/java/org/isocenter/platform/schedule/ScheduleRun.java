package org.isocenter.platform.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One run through a schedule's plan.
 *
 * @param id its identifier
 * @param night the day on which its window opened; there is one run for a night
 * @param state how it stands
 * @param message what it does or why it ended, in one line
 * @param jobs the job of each step that has begun
 * @param cohortVersion what was frozen
 * @param encoder what learnt
 * @param paused whether the schedule itself has paused the job at work, because its window closed
 * @param startedAt when
 * @param endedAt when it came to its end
 */
public record ScheduleRun(
        UUID id,
        LocalDate night,
        State state,
        String message,
        Map<ScheduleStep, UUID> jobs,
        Optional<UUID> cohortVersion,
        Optional<UUID> encoder,
        boolean paused,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** How a run stands. */
    public enum State {
        RUNNING,
        /** Every step was done. */
        DONE,
        /** Nothing came since the last run that was done, so nothing was to be learnt. */
        NOTHING_NEW,
        FAILED,
        CANCELLED
    }

    public ScheduleRun {
        jobs = Map.copyOf(jobs);
    }

    /** A run that begins. */
    public static ScheduleRun begin(LocalDate night, Instant now) {
        return new ScheduleRun(
                UUID.randomUUID(),
                night,
                State.RUNNING,
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                now,
                Optional.empty());
    }

    /** The last step that has begun, and its job. */
    public Optional<Map.Entry<ScheduleStep, UUID>> atWork() {
        return jobs.entrySet().stream().max(Map.Entry.comparingByKey());
    }

    ScheduleRun doing(ScheduleStep step, UUID job) {
        Map<ScheduleStep, UUID> more = new LinkedHashMap<>(jobs);
        more.put(step, job);
        return new ScheduleRun(id, night, state, step.name(), more, cohortVersion, encoder, false, startedAt, endedAt);
    }

    ScheduleRun withCohortVersion(UUID version) {
        return new ScheduleRun(
                id, night, state, message, jobs, Optional.of(version), encoder, paused, startedAt, endedAt);
    }

    ScheduleRun withEncoder(UUID learnt) {
        return new ScheduleRun(
                id, night, state, message, jobs, cohortVersion, Optional.of(learnt), paused, startedAt, endedAt);
    }

    ScheduleRun paused(boolean now) {
        return new ScheduleRun(id, night, state, message, jobs, cohortVersion, encoder, now, startedAt, endedAt);
    }

    /** At its end. */
    public ScheduleRun ended(State how, String why, Instant now) {
        return new ScheduleRun(id, night, how, why, jobs, cohortVersion, encoder, false, startedAt, Optional.of(now));
    }
}
