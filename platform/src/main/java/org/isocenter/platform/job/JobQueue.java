package org.isocenter.platform.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/** Keeps jobs, hands them to workers, and fences everything a worker writes by its lease ({@code LEASE_LOST}). */
public interface JobQueue {

    /** Adds a job, or returns the one with the same idempotency key; {@code INVALID_PLAN} for bad parameters. */
    Job submit(JobRequest request);

    /** Refuses parameters as {@link #submit} does, without a job. */
    void validate(ProjectId project, JobKind kind, Map<String, Object> parameters);

    Optional<Job> find(UUID job);

    /** A project's jobs, newest first. */
    List<Job> of(ProjectId project);

    /** Takes the next job of these lanes, if there is one; a job whose lease ran out counts as waiting. */
    Optional<ClaimedJob> claim(String worker, Set<Lane> lanes);

    /** Waits until there may be work in these lanes or the time is over. */
    void awaitWork(Set<Lane> lanes, Duration atMost);

    /** Waits until a worker has ended its work on a job or the time is over; where many wait, some return early and look for themselves. */
    void awaitEnd(UUID job, Duration atMost);

    /** Prolongs the lease and says what to do next. */
    Signal renew(Lease lease);

    void progress(Lease lease, Progress progress);

    /** Sets points of the run's curve in one transaction; values are finite. */
    void metrics(Lease lease, Collection<JobMetric> points);

    /** Sets one point of the run's curve; the value is finite. */
    default void metric(Lease lease, long step, String name, double value) {
        metrics(lease, List.of(new JobMetric(step, name, value)));
    }

    void log(Lease lease, String text);

    /** Keeps a picture of the run; the blob is stored already. */
    void picture(Lease lease, JobPicture picture);

    /** Remembers where to go on, beside the place before; the blob is stored already. */
    void checkpoint(Lease lease, JobCheckpoint checkpoint);

    /** Runs database work in one transaction that fails with {@code LEASE_LOST} unless the lease is held to its end. */
    void fenced(Lease lease, Runnable work);

    void complete(Lease lease, Map<String, Object> result);

    void fail(Lease lease, JobFailure failure);

    /** Puts the job down as the signal asked: paused or cancelled. */
    void putDown(Lease lease, Signal signal);

    /** Puts the job back into the queue, for a worker that leaves in good order; the claim does not count as an attempt. */
    void giveBack(Lease lease);

    /** Puts the job back into the queue, to be claimed again no earlier than a moment; the claim does not count as an attempt. */
    void defer(Lease lease, Instant until);

    /** Asks for cancellation; takes effect at the next step; {@code JOB_NOT_CANCELLABLE} once it has ended. */
    Job cancel(UUID job);

    /** Asks for a pause; takes effect at the next step; {@code JOB_NOT_CANCELLABLE} once it has ended. */
    Job pause(UUID job);

    /** Queues a paused job again; {@code CONFLICT} where it is not paused. */
    default Job resume(UUID job) {
        return resume(job, Map.of());
    }

    /** The same with some of its parameters changed; {@code INVALID_PLAN} where the job is none that may have them. */
    Job resume(UUID job, Map<String, Object> changes);

    /**
     * Removes a job with all that it was asked and said, whatever its state; the audit trail keeps that there was one. Blobs that it names go where nothing
     * else names them. A worker that still holds it has lost it.
     */
    void forget(UUID job);

    /** A run's curve by step and name. */
    List<JobMetric> metrics(UUID job);

    List<JobLogLine> log(UUID job);

    /** The pictures of a run by step and name. */
    List<JobPicture> pictures(UUID job);
}
