package org.isocenter.platform.schedule;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/** Keeps schedules and their runs, and moves them on. */
public interface Schedules {

    /** Adds a schedule; {@code CONFLICT} where the project has one of this name that is not cancelled. */
    Schedule create(Schedule schedule);

    Optional<Schedule> find(UUID schedule);

    /** A project's schedules, newest first, cancelled ones too. */
    List<Schedule> of(ProjectId project);

    /** Runs of a schedule, newest first. */
    List<ScheduleRun> runs(UUID schedule);

    /** Ends a schedule and the run that is under way with its job; {@code CONFLICT} where it was cancelled before. */
    Schedule cancel(UUID schedule);

    /** Moves every schedule on as far as it goes now; one that another process is moving is left to it. */
    void advance();
}
