package org.isocenter.platform.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.cohort.Split;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobFailure;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.schedule.ScheduleRun.State;

/**
 * Moves one schedule on by one step where its last job has ended, pauses it where its window has closed. Each step is a job whose key is the run's and the step's, so that
 * no step can be done twice.
 */
public final class Night {
    private final JobQueue jobs;
    private final Cohorts cohorts;

    public Night(JobQueue jobs, Cohorts cohorts) {
        this.jobs = jobs;
        this.cohorts = cohorts;
    }

    /**
     * Moves a schedule on.
     *
     * @param runs of the schedule so far, newest first
     * @return the run as it stands now, where it has changed or begun
     */
    public Optional<ScheduleRun> advance(Schedule schedule, List<ScheduleRun> runs, Instant now) {
        Optional<ScheduleRun> open =
                runs.stream().filter(run -> run.state() == State.RUNNING).findFirst();
        if (open.isEmpty()) {
            return isDue(schedule, runs, now)
                    ? Optional.of(step(
                            schedule,
                            runs,
                            ScheduleRun.begin(schedule.window().night(now), now),
                            ScheduleStep.PULL,
                            now))
                    : Optional.empty();
        }
        ScheduleRun moved = moved(schedule, runs, open.get(), now);
        return moved.equals(open.get()) ? Optional.empty() : Optional.of(moved);
    }

    private static boolean isDue(Schedule schedule, List<ScheduleRun> runs, Instant now) {
        return schedule.window().contains(now)
                && runs.stream()
                        .noneMatch(run -> run.night().equals(schedule.window().night(now)));
    }

    private ScheduleRun moved(Schedule schedule, List<ScheduleRun> runs, ScheduleRun run, Instant now) {
        Map.Entry<ScheduleStep, UUID> atWork = run.atWork().orElseThrow();
        Job job = jobs.find(atWork.getValue()).orElseThrow();
        boolean open = schedule.window().contains(now);
        return switch (job.state()) {
            case QUEUED, RUNNING -> open || run.paused() ? run : paused(run, job);
            case PAUSED -> open && run.paused() ? resumed(run, job) : run;
            case CANCELLED -> run.ended(State.CANCELLED, atWork.getKey() + " was cancelled", now);
            case FAILED -> run.ended(State.FAILED, atWork.getKey() + ": " + why(job), now);
            case SUCCEEDED -> after(schedule, runs, run, atWork.getKey(), job, now);
        };
    }

    private ScheduleRun paused(ScheduleRun run, Job job) {
        jobs.pause(job.id());
        return run.paused(true);
    }

    private ScheduleRun resumed(ScheduleRun run, Job job) {
        jobs.resume(job.id());
        return run.paused(false);
    }

    private static String why(Job job) {
        return job.failure().map(JobFailure::message).orElse("no reason was given");
    }

    private ScheduleRun after(
            Schedule schedule, List<ScheduleRun> runs, ScheduleRun run, ScheduleStep done, Job job, Instant now) {
        return switch (done) {
            case PULL ->
                hasNews(runs)
                        ? step(schedule, runs, run, ScheduleStep.CURATE, now)
                        : run.ended(State.NOTHING_NEW, "nothing came", now);
            case CURATE -> step(schedule, runs, run, ScheduleStep.PRETRAIN, now);
            case PRETRAIN ->
                run.withEncoder(UUID.fromString(String.valueOf(job.result().get("encoder"))))
                        .ended(State.DONE, "", now);
        };
    }

    /** Whether something came since the last night that was done; a pull that was cut short may have brought something too. */
    private boolean hasNews(List<ScheduleRun> runs) {
        List<ScheduleRun> since =
                runs.stream().takeWhile(run -> run.state() != State.DONE).toList();
        boolean first = since.size() == runs.size();
        return first
                || since.stream()
                        .flatMap(run -> Stream.ofNullable(run.jobs().get(ScheduleStep.PULL)))
                        .flatMap(pull -> jobs.find(pull).stream())
                        .anyMatch(pull -> pull.state() != JobState.SUCCEEDED || number(pull, "fetched") > 0);
    }

    private static long number(Job job, String name) {
        return job.result().get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Begins a step, or the next one where the plan leaves it out. */
    private ScheduleRun step(
            Schedule schedule, List<ScheduleRun> runs, ScheduleRun run, ScheduleStep step, Instant now) {
        ScheduleRun ready = step == ScheduleStep.PULL || run.cohortVersion().isPresent()
                ? run
                : run.withCohortVersion(freeze(schedule.plan().cohort()));
        Optional<Map<String, Object>> parameters = parameters(schedule, runs, ready, step);
        if (parameters.isPresent()) {
            JobRequest request = new JobRequest(
                    schedule.project(), step.kind(), parameters.get(), 0, "schedule:" + ready.id() + ":" + step);
            return ready.doing(step, jobs.submit(request).id());
        }
        return step == ScheduleStep.PRETRAIN
                ? ready.ended(State.DONE, "", now)
                : step(schedule, runs, ready, ScheduleStep.PRETRAIN, now);
    }

    /** The run, or that of the night where none is open, that cannot go on. */
    public static ScheduleRun failed(Schedule schedule, List<ScheduleRun> runs, String why, Instant now) {
        return runs.stream()
                .filter(run -> run.state() == State.RUNNING)
                .findFirst()
                .orElseGet(() -> ScheduleRun.begin(schedule.window().night(now), now))
                .ended(State.FAILED, why, now);
    }

    /** What patients stood on a side before stay there; new ones are for self-supervision alone. */
    private UUID freeze(UUID cohort) {
        List<CohortVersion> versions = cohorts.versions(cohort);
        List<CohortMember> before = versions.isEmpty()
                ? List.of()
                : versions.get(versions.size() - 1).members();
        Map<org.isocenter.platform.study.FrameId, Partition> sides = before.stream()
                .filter(member -> member.partition() != Partition.UNLABELLED)
                .collect(Collectors.toMap(CohortMember::frame, CohortMember::partition));
        Split split = sides.isEmpty() ? new Split.None() : new Split.Given(sides);
        return cohorts.freeze(cohort, split).id();
    }

    private static Optional<Map<String, Object>> parameters(
            Schedule schedule, List<ScheduleRun> runs, ScheduleRun run, ScheduleStep step) {
        SchedulePlan plan = schedule.plan();
        Optional<UUID> encoder = runs.stream()
                .flatMap(each -> each.encoder().stream())
                .findFirst()
                .or(plan::encoder);
        return switch (step) {
            case PULL -> Optional.of(plan.pull());
            case CURATE -> plan.curate().map(more -> with(more, run, "encoder", encoder));
            case PRETRAIN ->
                plan.pretrain().map(more -> {
                    Map<String, Object> all = with(more, run, "parent", encoder);
                    all.put("name", schedule.name() + "-" + run.night());
                    return all;
                });
        };
    }

    private static Map<String, Object> with(
            Map<String, Object> more, ScheduleRun run, String role, Optional<UUID> encoder) {
        Map<String, Object> all = new HashMap<>(more);
        run.cohortVersion().ifPresent(version -> all.put("cohortVersion", version.toString()));
        encoder.ifPresent(id -> all.put(role, id.toString()));
        return all;
    }
}
