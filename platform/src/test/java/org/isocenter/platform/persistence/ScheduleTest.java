package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.cohort.Split;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.pacs.NightWindow;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.schedule.Night;
import org.isocenter.platform.schedule.Schedule;
import org.isocenter.platform.schedule.SchedulePlan;
import org.isocenter.platform.schedule.ScheduleRun;
import org.isocenter.platform.schedule.ScheduleRun.State;
import org.isocenter.platform.schedule.ScheduleStep;
import org.isocenter.platform.schedule.Schedules;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nights on a real queue, whose jobs are ended by hand. */
@QuarkusTest
@TestProfile(GroundProfile.class)
class ScheduleTest {
    private static final NightWindow ALL_DAY = NightWindow.of("00:00-00:00", "UTC");

    @Inject
    Schedules schedules;

    @Inject
    JobQueue jobs;

    @Inject
    Cohorts cohorts;

    @Inject
    StudyIndex index;

    @Inject
    Fixture fixture;

    private ProjectId project;
    private UUID cohort;
    private final UUID first = UUID.randomUUID();

    @BeforeEach
    void a_cohort_of_four_patients() {
        project = fixture.project();
        for (int patient = 1; patient <= 4; patient++) {
            index.index(Fixture.instance(project, patient, 1));
        }
        cohort = cohorts.create(new Cohort(UUID.randomUUID(), project, "ct", CohortQuery.EVERYTHING))
                .id();
    }

    @AfterEach
    void no_schedule_is_left() {
        schedules.of(project).stream()
                .filter(schedule -> schedule.cancelledAt().isEmpty())
                .forEach(schedule -> schedules.cancel(schedule.id()));
    }

    @Test
    void a_night_pulls_freezes_looks_through_and_goes_on_learning() {
        cohorts.freeze(cohort, new Split.Seeded(1, 0.25, 0.25, Map.of()));
        Schedule schedule = schedule("night", ALL_DAY);
        schedules.advance();
        assertThat(job(schedule, ScheduleStep.PULL).parameters()).isEqualTo(Map.of("pacs", "main"));
        schedules.advance();
        assertThat(jobs.of(project)).as("nothing twice").hasSize(1);

        index.index(Fixture.instance(project, 5, 1));
        end(Lane.ARCHIVE, Map.of("fetched", 1));
        schedules.advance();
        Job curate = job(schedule, ScheduleStep.CURATE);
        UUID version = run(schedule).cohortVersion().orElseThrow();
        assertThat(curate.parameters())
                .isEqualTo(Map.of("cohortVersion", version.toString(), "encoder", first.toString(), "imageSize", 64));
        assertThat(cohorts.version(version).orElseThrow().members(Partition.UNLABELLED))
                .as("who is new is nobody's test patient")
                .extracting(member -> member.patient().value())
                .containsExactly("P5");
        assertThat(cohorts.version(version).orElseThrow().members(Partition.TEST))
                .hasSize(1);

        end(Lane.LONG, Map.of("flagged", 0));
        schedules.advance();
        Job pretrain = job(schedule, ScheduleStep.PRETRAIN);
        assertThat(pretrain.parameters())
                .containsEntry("parent", first.toString())
                .containsEntry("cohortVersion", version.toString())
                .containsEntry("minutes", 5)
                .containsEntry("name", "night-" + run(schedule).night());

        UUID learnt = UUID.randomUUID();
        end(Lane.LONG, Map.of("encoder", learnt.toString()));
        schedules.advance();
        assertThat(run(schedule).state()).isEqualTo(State.DONE);
        assertThat(run(schedule).encoder()).contains(learnt);
        schedules.advance();
        assertThat(schedules.runs(schedule.id())).as("one run for a night").hasSize(1);
    }

    @Test
    void the_next_night_goes_on_from_what_was_learnt_and_ends_where_nothing_came() {
        Schedule schedule = schedule("chain", ALL_DAY);
        UUID learnt = UUID.randomUUID();
        ScheduleRun before = new ScheduleRun(
                UUID.randomUUID(),
                ALL_DAY.night(Instant.now()).minusDays(1),
                State.DONE,
                "",
                Map.of(),
                Optional.empty(),
                Optional.of(learnt),
                false,
                Instant.now(),
                Optional.of(Instant.now()));
        Night night = new Night(jobs, cohorts);
        ScheduleRun pull =
                night.advance(schedule, List.of(before), Instant.now()).orElseThrow();
        end(Lane.ARCHIVE, Map.of("fetched", 2));
        ScheduleRun curate =
                night.advance(schedule, List.of(pull, before), Instant.now()).orElseThrow();
        assertThat(jobs.find(curate.jobs().get(ScheduleStep.CURATE))
                        .orElseThrow()
                        .parameters())
                .containsEntry("encoder", learnt.toString());
        jobs.cancel(curate.jobs().get(ScheduleStep.CURATE));

        ScheduleRun another = night.advance(
                        schedule, List.of(before), Instant.now().plus(1, ChronoUnit.DAYS))
                .orElseThrow();
        end(Lane.ARCHIVE, Map.of("fetched", 0));
        assertThat(night.advance(
                                schedule,
                                List.of(another, before),
                                Instant.now().plus(1, ChronoUnit.DAYS))
                        .orElseThrow()
                        .state())
                .isEqualTo(State.NOTHING_NEW);
    }

    @Test
    void what_came_in_a_night_that_failed_afterwards_is_learnt_from_in_the_next() {
        Schedule schedule = schedule("again", ALL_DAY);
        Night night = new Night(jobs, cohorts);
        Instant now = Instant.now();
        ScheduleRun done = ScheduleRun.begin(ALL_DAY.night(now).minusDays(2), now)
                .ended(State.DONE, "", now.minus(2, ChronoUnit.DAYS));
        ScheduleRun begun = night.advance(schedule, List.of(done), now.minus(1, ChronoUnit.DAYS))
                .orElseThrow();
        end(Lane.ARCHIVE, Map.of("fetched", 3));
        ScheduleRun failed = begun.ended(State.FAILED, "CURATE: no worker", now);
        ScheduleRun tonight =
                night.advance(schedule, List.of(failed, done), now).orElseThrow();
        end(Lane.ARCHIVE, Map.of("fetched", 0));
        ScheduleRun goesOn =
                night.advance(schedule, List.of(tonight, failed, done), now).orElseThrow();
        assertThat(goesOn.state()).isEqualTo(State.RUNNING);
        assertThat(goesOn.jobs()).containsKey(ScheduleStep.CURATE);
    }

    @Test
    void two_processes_that_look_at_the_same_moment_begin_one_run() throws Exception {
        Schedule schedule = schedule("cluster", ALL_DAY);
        ExecutorService processes = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch together = new CountDownLatch(4);
            List<Future<?>> looks = java.util.stream.IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> processes.submit(() -> {
                        together.countDown();
                        together.await();
                        for (int look = 0; look < 5; look++) {
                            schedules.advance();
                        }
                        return true;
                    }))
                    .toList();
            for (Future<?> look : looks) {
                look.get();
            }
        } finally {
            processes.shutdown();
        }
        assertThat(schedules.runs(schedule.id())).hasSize(1);
        assertThat(jobs.of(project)).hasSize(1);
    }

    @Test
    void when_the_window_closes_the_job_is_paused_and_goes_on_in_the_next_night() {
        NightWindow window = NightWindow.of("22:00-05:30", "Europe/Berlin");
        Schedule schedule = schedule("hours", window);
        Night night = new Night(jobs, cohorts);
        Instant evening = at("2026-03-28T22:05", window.zone());
        assertThat(night.advance(schedule, List.of(), evening.minusSeconds(600)))
                .isEmpty();
        ScheduleRun begun = night.advance(schedule, List.of(), evening).orElseThrow();
        assertThat(begun.night()).isEqualTo(java.time.LocalDate.of(2026, 3, 28));
        Instant morning = at("2026-03-29T05:30", window.zone()); // an hour earlier than usual: summer time began
        assertThat(night.advance(schedule, List.of(begun), morning.minusSeconds(1)))
                .isEmpty();
        ScheduleRun paused = night.advance(schedule, List.of(begun), morning).orElseThrow();
        assertThat(state(paused)).isEqualTo(JobState.PAUSED);
        assertThat(night.advance(schedule, List.of(paused), morning.plusSeconds(3600)))
                .isEmpty();
        ScheduleRun resumed = night.advance(schedule, List.of(paused), evening.plus(23, ChronoUnit.HOURS))
                .orElseThrow();
        assertThat(state(resumed)).isEqualTo(JobState.QUEUED);
        assertThat(resumed.night()).isEqualTo(begun.night());
        jobs.pause(resumed.jobs().get(ScheduleStep.PULL));
        assertThat(night.advance(schedule, List.of(resumed), evening.plus(24, ChronoUnit.HOURS)))
                .as("a person's pause is a person's to end")
                .isEmpty();
    }

    @Test
    void a_step_that_is_refused_ends_the_night_with_its_reason_and_nothing_half_done() {
        ProjectId empty = fixture.project();
        UUID nobody = cohorts.create(new Cohort(UUID.randomUUID(), empty, "none", CohortQuery.EVERYTHING))
                .id();
        project = empty;
        cohort = nobody;
        Schedule schedule = schedule("empty", ALL_DAY);
        schedules.advance();
        end(Lane.ARCHIVE, Map.of("fetched", 1));
        schedules.advance();
        assertThat(run(schedule).state()).isEqualTo(State.FAILED);
        assertThat(run(schedule).message()).contains("patient");
        assertThat(cohorts.versions(nobody)).isEmpty();
    }

    @Test
    void a_cancelled_schedule_takes_its_job_with_it_and_its_name_is_free() {
        Schedule schedule = schedule("short", ALL_DAY);
        schedules.advance();
        assertThatThrownBy(() -> schedule("short", ALL_DAY)).isInstanceOf(PlatformException.class);
        assertThat(schedules.cancel(schedule.id()).cancelledAt()).isPresent();
        assertThat(run(schedule).state()).isEqualTo(State.CANCELLED);
        assertThat(job(schedule, ScheduleStep.PULL).state()).isEqualTo(JobState.CANCELLED);
        schedules.advance();
        assertThat(jobs.of(project)).hasSize(1);
        assertThatThrownBy(() -> schedules.cancel(schedule.id())).isInstanceOf(PlatformException.class);
        assertThat(schedule("short", ALL_DAY).name()).isEqualTo("short");
    }

    @Test
    void windows_reach_over_midnight_by_the_clock_of_their_place() {
        NightWindow window = NightWindow.of("22:00-05:30", "Europe/Berlin");
        ZoneId berlin = window.zone();
        assertThat(window.contains(at("2026-01-10T23:00", berlin))).isTrue();
        assertThat(window.contains(at("2026-01-11T05:29", berlin))).isTrue();
        assertThat(window.contains(at("2026-01-11T05:30", berlin))).isFalse();
        assertThat(window.nextOpening(at("2026-01-11T12:00", berlin))).isEqualTo(at("2026-01-11T22:00", berlin));
        NightWindow day = NightWindow.of("08:00-12:00", "UTC");
        assertThat(day.contains(at("2026-01-11T11:59", ZoneOffset.UTC))).isTrue();
        assertThat(day.nextOpening(at("2026-01-11T07:00", ZoneOffset.UTC)))
                .isEqualTo(at("2026-01-11T08:00", ZoneOffset.UTC));
        assertThat(ALL_DAY.contains(Instant.now())).isTrue();
        assertThat(new NightWindow(LocalTime.NOON, LocalTime.NOON, ZoneOffset.UTC).contains(Instant.now()))
                .isTrue();
        assertThatThrownBy(() -> NightWindow.of("25:00-05:30", "UTC")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private Schedule schedule(String name, NightWindow window) {
        SchedulePlan plan = new SchedulePlan(
                Map.of("pacs", "main"),
                cohort,
                Optional.of(first),
                Optional.of(Map.of("imageSize", 64)),
                Optional.of(Map.of("minutes", 5)));
        return schedules.create(new Schedule(
                UUID.randomUUID(),
                project,
                name,
                window,
                plan,
                "stella",
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                Optional.empty()));
    }

    private ScheduleRun run(Schedule schedule) {
        return schedules.runs(schedule.id()).get(0);
    }

    private Job job(Schedule schedule, ScheduleStep step) {
        return jobs.find(run(schedule).jobs().get(step)).orElseThrow();
    }

    private JobState state(ScheduleRun run) {
        return jobs.find(run.jobs().get(ScheduleStep.PULL)).orElseThrow().state();
    }

    /** As a worker ends the one job of this project in its lane. */
    private void end(Lane lane, Map<String, Object> result) {
        while (true) {
            ClaimedJob claimed = jobs.claim("test", Set.of(lane)).orElseThrow();
            if (claimed.job().project().equals(project)) {
                jobs.complete(claimed.lease(), result);
                return;
            }
            jobs.putDown(claimed.lease(), org.isocenter.platform.job.Signal.CANCEL);
        }
    }
}
