package org.isocenter.platform.persistence;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Faults;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.schedule.Night;
import org.isocenter.platform.schedule.Schedule;
import org.isocenter.platform.schedule.ScheduleRun;
import org.isocenter.platform.schedule.ScheduleRun.State;
import org.isocenter.platform.schedule.Schedules;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.CurrentActor;
import org.jboss.logging.Logger;

/** Schedules and their runs; whoever moves one on holds its row, so that two processes never move the same one. */
@ApplicationScoped
@Transactional
class ScheduleRepository implements Schedules {
    private static final Logger LOG = Logger.getLogger(ScheduleRepository.class);

    private final EntityManager em;
    private final JobQueue jobs;
    private final Night night;
    private final AuditLog audit;
    private final CurrentActor actor;

    ScheduleRepository(EntityManager em, JobQueue jobs, Cohorts cohorts, AuditLog audit, CurrentActor actor) {
        this.em = em;
        this.jobs = jobs;
        this.night = new Night(jobs, cohorts);
        this.audit = audit;
        this.actor = actor;
    }

    @Override
    public Schedule create(Schedule schedule) {
        int added = em.createNativeQuery("""
                insert into schedule (id, project_id, name, record, created_at)
                values (:id, :project, :name, cast(:record as jsonb), :at) on conflict do nothing""")
                .setParameter("id", schedule.id())
                .setParameter("project", schedule.project().value())
                .setParameter("name", schedule.name())
                .setParameter("record", Json.write(schedule))
                .setParameter("at", schedule.createdAt())
                .executeUpdate();
        if (added == 0) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "the project has a schedule of this name; cancel it first or choose another");
        }
        audit(AuditAction.CREATE, schedule, "created");
        return schedule;
    }

    @Override
    public Optional<Schedule> find(UUID schedule) {
        return schedules(em.createNativeQuery("select cast(record as text) from schedule where id = :id", String.class)
                        .setParameter("id", schedule))
                .stream()
                .findFirst();
    }

    @Override
    public List<Schedule> of(ProjectId project) {
        return schedules(em.createNativeQuery(
                        "select cast(record as text) from schedule where project_id = :project order by created_at desc",
                        String.class)
                .setParameter("project", project.value()));
    }

    @Override
    public List<ScheduleRun> runs(UUID schedule) {
        List<?> rows = em.createNativeQuery(
                        "select cast(record as text) from schedule_run where schedule_id = :id order by night desc",
                        String.class)
                .setParameter("id", schedule)
                .getResultList();
        return rows.stream()
                .map(row -> Json.read((String) row, ScheduleRun.class))
                .toList();
    }

    @Override
    public Schedule cancel(UUID id) {
        Schedule schedule = schedules(em.createNativeQuery(
                                "select cast(record as text) from schedule where id = :id for update", String.class)
                        .setParameter("id", id))
                .stream()
                .findFirst()
                .orElseThrow(() -> new PlatformException(ErrorCode.NOT_FOUND, "there is no such schedule"));
        if (schedule.cancelledAt().isPresent()) {
            throw new PlatformException(ErrorCode.CONFLICT, "the schedule has been cancelled before");
        }
        Instant now = now();
        runs(id).stream().filter(run -> run.state() == State.RUNNING).forEach(run -> cancel(schedule, run, now));
        Schedule cancelled = new Schedule(
                schedule.id(),
                schedule.project(),
                schedule.name(),
                schedule.window(),
                schedule.plan(),
                schedule.createdBy(),
                schedule.createdAt(),
                Optional.of(now));
        em.createNativeQuery("update schedule set record = cast(:record as jsonb), cancelled = true where id = :id")
                .setParameter("record", Json.write(cancelled))
                .setParameter("id", id)
                .executeUpdate();
        audit(AuditAction.UPDATE, cancelled, "cancelled");
        return cancelled;
    }

    private void cancel(Schedule schedule, ScheduleRun run, Instant now) {
        run.atWork()
                .map(Map.Entry::getValue)
                .flatMap(jobs::find)
                .filter(job -> !job.state().isFinal())
                .map(Job::id)
                .ifPresent(jobs::cancel);
        put(schedule, run.ended(State.CANCELLED, "the schedule was cancelled", now));
    }

    /** Each schedule in a transaction of its own: what one does wrong holds no other up. */
    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void advance() {
        for (UUID id : QuarkusTransaction.requiringNew().call(this::active)) {
            try {
                actor.as(Actor.service("schedule"), () -> moved(id));
            } catch (RuntimeException e) {
                LOG.warnf("schedule %s is moved on again later: %s", id, Faults.describe(e));
            }
        }
    }

    private boolean moved(UUID id) {
        try {
            QuarkusTransaction.requiringNew().run(() -> advance(id));
            return true;
        } catch (PlatformException e) { // the step was refused, and what it had begun is undone
            QuarkusTransaction.requiringNew().run(() -> fail(id, String.valueOf(e.getMessage())));
            return false;
        }
    }

    private void fail(UUID id, String why) {
        held(id).ifPresent(schedule -> put(schedule, Night.failed(schedule, runs(id), why, now())));
    }

    private List<UUID> active() {
        List<?> rows = em.createNativeQuery(
                        "select id from schedule where not cancelled order by created_at", UUID.class)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }

    private void advance(UUID id) {
        held(id).ifPresent(schedule -> night.advance(schedule, runs(id), now()).ifPresent(run -> put(schedule, run)));
    }

    private Optional<Schedule> held(UUID id) {
        return schedules(em.createNativeQuery(
                                "select cast(record as text) from schedule where id = :id and not cancelled"
                                        + " for update skip locked",
                                String.class)
                        .setParameter("id", id))
                .stream()
                .findFirst();
    }

    private void put(Schedule schedule, ScheduleRun run) {
        em.createNativeQuery("""
                insert into schedule_run (id, schedule_id, night, record)
                values (:id, :schedule, :night, cast(:record as jsonb))
                on conflict (id) do update set record = excluded.record""")
                .setParameter("id", run.id())
                .setParameter("schedule", schedule.id())
                .setParameter("night", run.night())
                .setParameter("record", Json.write(run))
                .executeUpdate();
        audit(AuditAction.EXECUTE, schedule, run.state().name());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private void audit(AuditAction action, Schedule schedule, String state) {
        audit.record(AuditEntry.of(
                        AuditType.JOB,
                        action,
                        schedule.project().value(),
                        "schedule",
                        schedule.id().toString())
                .with("state", state));
    }

    private static List<Schedule> schedules(Query sql) {
        List<?> rows = sql.getResultList();
        return rows.stream().map(row -> Json.read((String) row, Schedule.class)).toList();
    }
}
