package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobLogLine;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.SopInstanceUid;

/** The statements on table job and its rows beside it; the database's clock decides about leases. */
@ApplicationScoped
class JobRows {
    private final EntityManager em;

    JobRows(EntityManager em) {
        this.em = em;
    }

    /** Adds a job; false where the idempotency key is used already. */
    boolean insert(UUID id, JobRequest request, String user) {
        return em.createNativeQuery("""
                insert into job (id, project_id, kind, lane, parameters, priority, idempotency_key, state,
                                 submitted_by, submitted_at)
                values (:id, :project, :kind, :lane, cast(:parameters as jsonb), :priority, :key, 'QUEUED',
                        :user, clock_timestamp())
                on conflict (project_id, idempotency_key) do nothing""")
                        .setParameter("id", id)
                        .setParameter("project", request.project().value())
                        .setParameter("kind", request.kind().name())
                        .setParameter("lane", request.kind().lane().name())
                        .setParameter("parameters", Json.write(request.parameters()))
                        .setParameter("priority", request.priority())
                        .setParameter("key", request.idempotencyKey())
                        .setParameter("user", user)
                        .executeUpdate()
                > 0;
    }

    Job byKey(ProjectId project, String key) {
        return jobs(em.createNativeQuery(
                                "select * from job where project_id = :project and idempotency_key = :key",
                                JobEntity.class)
                        .setParameter("project", project.value())
                        .setParameter("key", key))
                .get(0)
                .toJob();
    }

    Optional<JobEntity> find(UUID job) {
        return Optional.ofNullable(em.find(JobEntity.class, job));
    }

    JobEntity locked(UUID job) {
        JobEntity entity = em.find(JobEntity.class, job, LockModeType.PESSIMISTIC_WRITE);
        if (entity == null) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no such job");
        }
        return entity;
    }

    List<Job> of(ProjectId project) {
        return em.createQuery("from JobEntity where projectId = :project order by submittedAt desc", JobEntity.class)
                .setParameter("project", project.value())
                .getResultStream()
                .map(JobEntity::toJob)
                .toList();
    }

    /** Takes the first waiting or orphaned job that no other worker is looking at. */
    Optional<JobEntity> claim(String worker, Set<Lane> lanes, Duration lease) {
        em.flush();
        em.clear();
        return jobs(em.createNativeQuery("""
                update job set state = 'RUNNING', epoch = epoch + 1, attempts = attempts + 1, worker = :worker,
                               lease_until = clock_timestamp() + cast(:lease as interval)
                where id = (select id from job
                            where lane in (:lanes)
                              and (not_before is null or not_before <= clock_timestamp())
                              and (state = 'QUEUED' or (state = 'RUNNING' and lease_until < clock_timestamp()))
                            order by priority desc, submitted_at
                            limit 1 for update skip locked)
                returning *""", JobEntity.class)
                        .setParameter("worker", worker)
                        .setParameter("lease", lease.toString())
                        .setParameter("lanes", lanes.stream().map(Lane::name).toList()))
                .stream()
                .findFirst();
    }

    /** Fails jobs that took down every worker that tried them. */
    List<Job> abandon(int maxAttempts) {
        return jobs(em.createNativeQuery("""
                update job set state = 'FAILED', ended_at = clock_timestamp(), failure_code = :code,
                               failure_message = :why
                where id in (select id from job where state = 'RUNNING' and lease_until < clock_timestamp()
                             and attempts >= :most for update skip locked)
                returning *""", JobEntity.class)
                        .setParameter("code", ErrorCode.JOB_ABANDONED.name())
                        .setParameter("why", "%d workers were lost on this job".formatted(maxAttempts))
                        .setParameter("most", maxAttempts))
                .stream()
                .map(JobEntity::toJob)
                .toList();
    }

    /** Removes a job and what hangs on it, and gives the blobs that its parameters and pictures named. */
    List<BlobKey> forget(UUID job) {
        List<?> named =
                em.createNativeQuery("""
                select word[1] from (
                    select regexp_matches(cast(parameters as text), '[0-9a-f]{64}', 'g') as word from job where id = :job) words
                union select blob from job_picture where job_id = :job""", String.class).setParameter("job", job).getResultList();
        for (String table : List.of("job_metric", "job_log")) {
            em.createNativeQuery("delete from " + table + " where job_id = :job")
                    .setParameter("job", job)
                    .executeUpdate();
        }
        em.createNativeQuery("delete from job where id = :job")
                .setParameter("job", job)
                .executeUpdate();
        em.clear();
        return named.stream().map(word -> new BlobKey((String) word)).toList();
    }

    /** Jobs of a kind that were submitted longer ago than that. */
    List<UUID> before(JobKind kind, Duration age) {
        List<?> ids = em.createNativeQuery(
                        "select id from job where kind = :kind and submitted_at < clock_timestamp() - cast(:age as interval)",
                        UUID.class)
                .setParameter("kind", kind.name())
                .setParameter("age", age.toString())
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    void metric(UUID job, JobMetric metric) {
        em.createNativeQuery("""
                insert into job_metric values (:job, :name, :step, :value)
                on conflict (job_id, name, step) do update set value = excluded.value""")
                .setParameter("job", job)
                .setParameter("name", metric.name())
                .setParameter("step", metric.step())
                .setParameter("value", metric.value())
                .executeUpdate();
    }

    void log(UUID job, String text) {
        em.createNativeQuery("insert into job_log (job_id, text) values (:job, :text)")
                .setParameter("job", job)
                .setParameter("text", text)
                .executeUpdate();
    }

    List<JobMetric> metrics(UUID job) {
        List<?> rows = em.createNativeQuery(
                        "select step, name, value from job_metric where job_id = :job order by step, name")
                .setParameter("job", job)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(JobRows::metric).toList();
    }

    private static JobMetric metric(Object[] row) {
        return new JobMetric(((Number) row[0]).longValue(), (String) row[1], ((Number) row[2]).doubleValue());
    }

    List<JobLogLine> log(UUID job) {
        List<?> rows = em.createNativeQuery("select at, text from job_log where job_id = :job order by id")
                .setParameter("job", job)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new JobLogLine((Instant) row[0], (String) row[1]))
                .toList();
    }

    void picture(UUID job, JobPicture picture) {
        em.createNativeQuery("""
                insert into job_picture (job_id, name, step, caption, sop_uids, blob)
                values (:job, :name, :step, :caption,
                        array(select jsonb_array_elements_text(cast(:instances as jsonb))), :blob)
                on conflict (job_id, name, step) do update
                set caption = excluded.caption, sop_uids = excluded.sop_uids, blob = excluded.blob""")
                .setParameter("job", job)
                .setParameter("name", picture.name())
                .setParameter("step", picture.step())
                .setParameter("caption", picture.caption())
                .setParameter(
                        "instances",
                        Json.write(picture.instances().stream()
                                .map(SopInstanceUid::value)
                                .toList()))
                .setParameter("blob", picture.blob().sha256())
                .executeUpdate();
    }

    List<JobPicture> pictures(UUID job) {
        List<?> rows = em.createNativeQuery("""
                select step, name, caption, array_to_string(sop_uids, ' '), blob from job_picture
                where job_id = :job order by step, name""").setParameter("job", job).getResultList();
        return rows.stream().map(Object[].class::cast).map(JobRows::picture).toList();
    }

    private static JobPicture picture(Object[] row) {
        return new JobPicture(
                ((Number) row[0]).longValue(),
                (String) row[1],
                (String) row[2],
                Stream.of(((String) row[3]).split(" ", -1))
                        .filter(uid -> !uid.isEmpty())
                        .map(SopInstanceUid::new)
                        .toList(),
                new BlobKey((String) row[4]));
    }

    @SuppressWarnings("unchecked") // a native query over an entity class has that class
    private static List<JobEntity> jobs(Query sql) {
        return sql.getResultList();
    }
}
