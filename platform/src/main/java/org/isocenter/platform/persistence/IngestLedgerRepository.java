package org.isocenter.platform.persistence;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;

/** Counters in slots, whose sum counts, and a row for each object between its arrival and its leaving the spool. */
@ApplicationScoped
@Transactional
class IngestLedgerRepository implements IngestLedger {
    private static final int SLOTS = 16;
    private static final String SUMS = """
            select coalesce(sum(received), 0), coalesce(sum(stored), 0), coalesce(sum(duplicates), 0),
                   coalesce(sum(quarantined), 0) from ingest_count""";

    private final EntityManager em;
    /** By project, so that a deletion, which holds a project's row, keeps only its own arrivals waiting. */
    private final Map<ProjectId, GroupCommit<UUID>> arrivals = new ConcurrentHashMap<>();

    private final GroupCommit<UUID> departures =
            new GroupCommit<>(some -> QuarkusTransaction.requiringNew().run(() -> delete(some)));

    IngestLedgerRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public void received(ProjectId project, UUID object) {
        arrivals.computeIfAbsent(
                        project,
                        one -> new GroupCommit<>(
                                some -> QuarkusTransaction.requiringNew().run(() -> note(one, some))))
                .write(object);
    }

    private void note(ProjectId project, List<UUID> objects) {
        em.createNativeQuery("""
                with fresh as (
                    insert into ingest_object (object, project_id)
                    select cast(object as uuid), :project from jsonb_array_elements_text(cast(:objects as jsonb)) as object
                    on conflict do nothing returning 1
                )
                insert into ingest_count (project_id, slot, received)
                select :project, :slot, count(*) from fresh having count(*) > 0
                on conflict (project_id, slot) do update set received = ingest_count.received + excluded.received""")
                .setParameter("project", project.value())
                .setParameter(
                        "objects",
                        Json.write(objects.stream().map(UUID::toString).toList()))
                .setParameter("slot", ThreadLocalRandom.current().nextInt(SLOTS))
                .executeUpdate();
    }

    @Override
    public Fate end(ProjectId project, UUID object, Supplier<Fate> step) {
        List<?> noted = held(object);
        if (noted.isEmpty()) { // its arrival was cut off before it was noted
            note(project, List.of(object));
            noted = held(object);
        }
        return fate(noted).orElseGet(() -> {
            Fate fate = step.get();
            em.createNativeQuery("update ingest_object set fate = :fate where object = :object")
                    .setParameter("fate", fate.name())
                    .setParameter("object", object)
                    .executeUpdate();
            count(project, column(fate), 1);
            return fate;
        });
    }

    /** Holds the row, so that a second process waits and then learns the fate; and the project's, so that a deletion waits, or this for it. */
    private List<?> held(UUID object) {
        return em.createNativeQuery("""
                select o.fate
                from (select id from project where id = (select project_id from ingest_object where object = :object)
                      for key share) p
                join ingest_object o on o.project_id = p.id
                where o.object = :object for update of o""").setParameter("object", object).getResultList();
    }

    private static Optional<Fate> fate(List<?> held) {
        return held.stream()
                .filter(Objects::nonNull)
                .map(name -> Fate.valueOf(name.toString()))
                .findFirst();
    }

    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public void forget(UUID object) {
        departures.write(object);
    }

    private void delete(List<UUID> some) {
        em.createNativeQuery("delete from ingest_object where object in :objects")
                .setParameter("objects", some)
                .executeUpdate();
    }

    @Override
    public void withdraw(UUID object) {
        List<?> withdrawn = em.createNativeQuery(
                        "delete from ingest_object where object = :object and fate is null returning project_id",
                        UUID.class)
                .setParameter("object", object)
                .getResultList();
        withdrawn.forEach(project -> count(new ProjectId((UUID) project), "received", -1));
    }

    @Override
    public List<Note> notes(Instant before) {
        List<?> rows = em.createNativeQuery("""
                select object, project_id, fate is not null from ingest_object where received_at < :before""").setParameter("before", before).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Note((UUID) row[0], new ProjectId((UUID) row[1]), (Boolean) row[2]))
                .toList();
    }

    private static String column(Fate fate) {
        return switch (fate) {
            case STORED -> "stored";
            case DUPLICATE, REFUSED -> "duplicates";
            case QUARANTINED -> "quarantined";
        };
    }

    private void count(ProjectId project, String column, int by) {
        em.createNativeQuery("""
                insert into ingest_count (project_id, slot, %1$s) values (:project, :slot, :by)
                on conflict (project_id, slot) do update set %1$s = ingest_count.%1$s + excluded.%1$s""".formatted(column))
                .setParameter("by", by)
                .setParameter("project", project.value())
                .setParameter("slot", ThreadLocalRandom.current().nextInt(SLOTS))
                .executeUpdate();
    }

    @Override
    public IngestCounts counts() {
        return counts(em.createNativeQuery(SUMS));
    }

    @Override
    public IngestCounts counts(ProjectId project) {
        return counts(
                em.createNativeQuery(SUMS + " where project_id = :project").setParameter("project", project.value()));
    }

    private static IngestCounts counts(Query sums) {
        Object[] row = (Object[]) sums.getSingleResult();
        long received = number(row[0]);
        long stored = number(row[1]);
        long duplicates = number(row[2]);
        long quarantined = number(row[3]);
        long pending = Math.max(0, received - stored - duplicates - quarantined);
        return new IngestCounts(received, stored, duplicates, quarantined, pending);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
