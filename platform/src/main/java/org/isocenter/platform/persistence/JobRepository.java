package org.isocenter.platform.persistence;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobCheckpoint;
import org.isocenter.platform.job.JobFailure;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobLogLine;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.JobValidator;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.job.Signal;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.CurrentActor;

/** Jobs in a table; every write of a worker names its epoch, and a row with a younger one refuses it. */
@ApplicationScoped
@Transactional
class JobRepository implements JobQueue {
    private static final Duration UNKEPT = Duration.ofMinutes(10);

    private final EntityManager em;
    private final JobRows rows;
    private final JobBell bell;
    private final List<JobValidator> validators;
    private final PlatformConfig config;
    private final CurrentActor actor;
    private final AuditLog audit;
    private final BlobRows blobs;

    JobRepository(
            EntityManager em,
            JobRows rows,
            JobBell bell,
            @All List<JobValidator> validators,
            PlatformConfig config,
            CurrentActor actor,
            AuditLog audit,
            BlobRows blobs) {
        this.em = em;
        this.rows = rows;
        this.bell = bell;
        this.validators = validators;
        this.config = config;
        this.actor = actor;
        this.audit = audit;
        this.blobs = blobs;
    }

    @Override
    public Job submit(JobRequest request) {
        validate(request.project(), request.kind(), request.parameters());
        boolean fresh = rows.insert(UUID.randomUUID(), request, actor.get().name());
        Job job = rows.byKey(request.project(), request.idempotencyKey());
        if (fresh) {
            audit(AuditAction.CREATE, job);
        } else if (job.kind() != request.kind()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "the idempotency key belongs to a job of another kind; choose another key");
        }
        return job;
    }

    @Override
    public void validate(ProjectId project, JobKind kind, Map<String, Object> parameters) {
        validators.stream()
                .filter(validator -> validator.kind() == kind)
                .forEach(validator -> validator.validate(project, parameters));
    }

    @Override
    public Optional<Job> find(UUID job) {
        return rows.find(job).map(JobEntity::toJob);
    }

    @Override
    public List<Job> of(ProjectId project) {
        return rows.of(project);
    }

    @Override
    public Optional<ClaimedJob> claim(String worker, Set<Lane> lanes) {
        rows.abandon(config.maxAttempts()).forEach(job -> audit(AuditAction.EXECUTE, job));
        return rows.claim(worker, lanes, config.leaseDuration()).map(entity -> {
            Job job = entity.toJob();
            audit(AuditAction.EXECUTE, job);
            return new ClaimedJob(job, new Lease(entity.id, entity.epoch), entity.checkpoints());
        });
    }

    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void awaitWork(Set<Lane> lanes, Duration atMost) {
        bell.await(lanes, atMost);
    }

    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void awaitEnd(UUID job, Duration atMost) {
        bell.awaitEnd(job, atMost);
    }

    @Override
    public Signal renew(Lease lease) {
        return execute(held(lease, "lease_until = clock_timestamp() + cast(:lease as interval)")
                        .setParameter("lease", config.leaseDuration().toString()))
                .signal;
    }

    @Override
    public void progress(Lease lease, Progress progress) {
        execute(held(lease, "done = :done, total = :total, unit = :unit, message = :message")
                .setParameter("done", progress.done())
                .setParameter("total", progress.total())
                .setParameter("unit", progress.unit())
                .setParameter("message", progress.message()));
    }

    @Override
    public void metrics(Lease lease, Collection<JobMetric> points) {
        if (!points.stream().mapToDouble(JobMetric::value).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a point of a curve is finite");
        }
        fenced(lease, () -> points.forEach(point -> rows.metric(lease.job(), point)));
    }

    @Override
    public void log(Lease lease, String text) {
        fenced(lease, () -> rows.log(lease.job(), text));
    }

    @Override
    public void picture(Lease lease, JobPicture picture) {
        fenced(lease, () -> rows.picture(lease.job(), picture));
    }

    @Override
    public void checkpoint(Lease lease, JobCheckpoint checkpoint) {
        execute(held(
                        lease,
                        "before_step = checkpoint_step, before_blob = checkpoint_blob,"
                                + " checkpoint_step = :step, checkpoint_blob = :blob")
                .setParameter("step", checkpoint.step())
                .setParameter("blob", checkpoint.blob().sha256()));
    }

    @Override
    public void fenced(Lease lease, Runnable work) {
        List<?> held = em.createNativeQuery(
                        "select id from job where id = :id and epoch = :epoch and state = 'RUNNING' for update",
                        UUID.class)
                .setParameter("id", lease.job())
                .setParameter("epoch", lease.epoch())
                .getResultList();
        if (held.isEmpty()) {
            throw lost();
        }
        work.run();
    }

    @Override
    public void complete(Lease lease, Map<String, Object> result) {
        end(held(lease, "state = 'SUCCEEDED', ended_at = clock_timestamp(), result = cast(:result as jsonb)")
                .setParameter("result", Json.write(result)));
    }

    @Override
    public void fail(Lease lease, JobFailure failure) {
        end(held(lease, "state = 'FAILED', ended_at = clock_timestamp(), failure_code = :code, failure_message = :why")
                .setParameter("code", failure.code().name())
                .setParameter("why", failure.message()));
    }

    @Override
    public void putDown(Lease lease, Signal signal) {
        String sql = signal == Signal.CANCEL
                ? "state = 'CANCELLED', ended_at = clock_timestamp(), signal = 'GO_ON'"
                : "state = 'PAUSED', signal = 'GO_ON'";
        end(held(lease, sql));
    }

    @Override
    public void giveBack(Lease lease) {
        end(held(lease, "state = 'QUEUED', attempts = attempts - 1, lease_until = null"));
    }

    @Override
    public void defer(Lease lease, Instant until) {
        end(held(lease, "state = 'QUEUED', attempts = attempts - 1, lease_until = null, not_before = :until")
                .setParameter("until", until));
    }

    @Override
    public Job cancel(UUID job) {
        return ask(job, Signal.CANCEL, JobState.CANCELLED);
    }

    @Override
    public Job pause(UUID job) {
        return ask(job, Signal.PAUSE, JobState.PAUSED);
    }

    /** A running job hears of it at its next step; a waiting one changes at once. */
    private Job ask(UUID id, Signal signal, JobState state) {
        JobEntity entity = rows.locked(id);
        if (entity.state.isFinal()) {
            throw new PlatformException(
                    ErrorCode.JOB_NOT_CANCELLABLE, "the job has ended as %s".formatted(entity.state));
        }
        if (entity.state == JobState.RUNNING) {
            entity.signal = signal;
        } else {
            entity.state = state;
            entity.endedAt = state.isFinal() ? Instant.now() : null;
        }
        audit(AuditAction.UPDATE, entity.toJob());
        return entity.toJob();
    }

    @Override
    public Job resume(UUID id, Map<String, Object> changes) {
        JobEntity entity = rows.locked(id);
        if (entity.state != JobState.PAUSED) {
            throw new PlatformException(ErrorCode.CONFLICT, "only a paused job goes on; this is " + entity.state);
        }
        if (!changes.isEmpty()) {
            change(entity, changes);
        }
        entity.state = JobState.QUEUED;
        entity.attempts = 0; // whoever lets it go on has looked at it
        audit(AuditAction.UPDATE, entity.toJob());
        return entity.toJob();
    }

    private void change(JobEntity entity, Map<String, Object> changes) {
        Map<String, Object> parameters = new HashMap<>(entity.parameters);
        parameters.putAll(changes);
        validate(new ProjectId(entity.projectId), entity.kind, parameters);
        entity.parameters = parameters;
        rows.log(entity.id, "goes on with " + Json.write(changes));
    }

    @Override
    public List<JobMetric> metrics(UUID job) {
        return rows.metrics(job);
    }

    @Override
    public List<JobLogLine> log(UUID job) {
        return rows.log(job);
    }

    @Override
    public List<JobPicture> pictures(UUID job) {
        return rows.pictures(job);
    }

    /** Of the work of a worker, for good or until it is taken up again. */
    private void end(Query update) {
        Job job = execute(update).toJob();
        audit(AuditAction.EXECUTE, job);
        em.createNativeQuery("select 1 from pg_notify('isocenter_job_end', :job)")
                .setParameter("job", job.id().toString())
                .getResultList();
    }

    private Query held(Lease lease, String change) {
        return em.createNativeQuery(
                        "update job set " + change
                                + " where id = :id and epoch = :epoch and state = 'RUNNING' returning *",
                        JobEntity.class)
                .setParameter("id", lease.job())
                .setParameter("epoch", lease.epoch());
    }

    private JobEntity execute(Query update) {
        em.flush();
        em.clear(); // what was read before this statement is old
        List<?> changed = update.getResultList();
        if (changed.isEmpty()) {
            throw lost();
        }
        return (JobEntity) changed.get(0);
    }

    private static PlatformException lost() {
        return new PlatformException(
                ErrorCode.LEASE_LOST, "another worker holds this job now, or it was put down; stop and claim again");
    }

    @Override
    public void forget(UUID job) {
        rows.find(job).map(JobEntity::toJob).ifPresent(found -> {
            blobs.remove(rows.forget(job));
            audit(AuditAction.DELETE, found);
        });
    }

    /** A question whose asker went away with it is forgotten in time. */
    @Scheduled(
            every = "${isocenter.platform.sweep-interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SchemaNotReady.class)
    void forgetInTime() {
        InTime.run(() -> rows.before(JobKind.PREDICT_ONCE, UNKEPT).forEach(this::forget));
    }

    private void audit(AuditAction action, Job job) {
        audit.record(AuditEntry.of(
                        AuditType.JOB,
                        action,
                        job.project().value(),
                        "job",
                        job.id().toString())
                .with("kind", job.kind().name())
                .with("state", job.state().name()));
    }
}
