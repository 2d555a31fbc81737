package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.concurrent.ThreadLocalRandom;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;

/** Counters in slots; the sum over them counts. */
@ApplicationScoped
@Transactional
class IngestLedgerRepository implements IngestLedger {
    private static final int SLOTS = 16;
    private static final String SUMS = """
            select coalesce(sum(received), 0), coalesce(sum(stored), 0), coalesce(sum(duplicates), 0),
                   coalesce(sum(quarantined), 0) from ingest_count""";

    private final EntityManager em;

    IngestLedgerRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void received(ProjectId project) {
        count(project, "received");
    }

    @Override
    public void ended(ProjectId project, Fate fate) {
        count(
                project,
                switch (fate) {
                    case STORED -> "stored";
                    case DUPLICATE -> "duplicates";
                    case QUARANTINED -> "quarantined";
                });
    }

    private void count(ProjectId project, String column) {
        em.createNativeQuery("""
                insert into ingest_count (project_id, slot, %1$s) values (:project, :slot, 1)
                on conflict (project_id, slot) do update set %1$s = ingest_count.%1$s + 1""".formatted(column))
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
