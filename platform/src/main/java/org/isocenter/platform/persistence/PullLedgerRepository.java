package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.pacs.PullLedger;
import org.isocenter.platform.pacs.PullSpan;
import org.isocenter.platform.pacs.PullSpan.Tally;
import org.isocenter.platform.project.ProjectId;

/** What has come from archives, by keyed hashes, and the spans of pulls. */
@ApplicationScoped
@Transactional
class PullLedgerRepository implements PullLedger {
    private final EntityManager em;
    private final JobQueue jobs;

    PullLedgerRepository(EntityManager em, JobQueue jobs) {
        this.em = em;
        this.jobs = jobs;
    }

    @Override
    public void arrived(ProjectId project, UUID instance) {
        em.createNativeQuery("insert into pulled_instance values (:project, :instance) on conflict do nothing")
                .setParameter("project", project.value())
                .setParameter("instance", instance)
                .executeUpdate();
    }

    @Override
    public Set<UUID> known(ProjectId project, Collection<UUID> instances) {
        if (instances.isEmpty()) {
            return Set.of();
        }
        List<?> rows = em.createNativeQuery("""
                select instance_key from pulled_instance
                where project_id = :project and instance_key = any (cast(:instances as uuid[]))""", UUID.class)
                .setParameter("project", project.value())
                .setParameter(
                        "instances", instances.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                .getResultList();
        Set<UUID> known = new HashSet<>();
        rows.forEach(row -> known.add((UUID) row));
        return known;
    }

    @Override
    public Optional<Integer> whole(ProjectId project, UUID series) {
        List<?> rows = em.createNativeQuery(
                        "select instances from pulled_series where project_id = :project and series_key = :series",
                        Integer.class)
                .setParameter("project", project.value())
                .setParameter("series", series)
                .getResultList();
        return rows.stream().map(Integer.class::cast).findFirst();
    }

    @Override
    public void whole(ProjectId project, UUID series, int instances) {
        em.createNativeQuery("""
                insert into pulled_series values (:project, :series, :instances)
                on conflict (project_id, series_key) do update set instances = excluded.instances""")
                .setParameter("project", project.value())
                .setParameter("series", series)
                .setParameter("instances", instances)
                .executeUpdate();
    }

    @Override
    public void plan(Lease lease, List<PullSpan> spans) {
        jobs.fenced(
                lease,
                () -> spans.forEach(span -> em.createNativeQuery("""
                insert into pull_span (job_id, since, until, studies) values (:job, cast(:since as timestamp), cast(:until as timestamp), :studies)
                on conflict do nothing""")
                        .setParameter("job", lease.job())
                        .setParameter("since", span.since().toString())
                        .setParameter("until", span.until().toString())
                        .setParameter("studies", span.studies())
                        .executeUpdate()));
    }

    @Override
    public List<PullSpan> spans(UUID job) {
        List<?> rows = em.createNativeQuery("""
                select cast(since as text), cast(until as text), studies, fetched, known, failed from pull_span
                where job_id = :job order by since""").setParameter("job", job).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(PullLedgerRepository::span)
                .toList();
    }

    private static PullSpan span(Object[] row) {
        Optional<Tally> tally = row[3] == null
                ? Optional.empty()
                : Optional.of(new Tally(number(row[3]), number(row[4]), number(row[5])));
        return new PullSpan(moment(row[0]), moment(row[1]), number(row[2]), tally);
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static LocalDateTime moment(Object text) {
        return LocalDateTime.parse(text.toString().replace(' ', 'T'));
    }

    @Override
    public void done(Lease lease, PullSpan span, Tally tally) {
        jobs.fenced(lease, () -> em.createNativeQuery("""
                update pull_span set fetched = :fetched, known = :known, failed = :failed
                where job_id = :job and since = cast(:since as timestamp)""")
                .setParameter("fetched", tally.fetched())
                .setParameter("known", tally.known())
                .setParameter("failed", tally.failed())
                .setParameter("job", lease.job())
                .setParameter("since", span.since().toString())
                .executeUpdate());
    }
}
