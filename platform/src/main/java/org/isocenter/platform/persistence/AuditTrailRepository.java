package org.isocenter.platform.persistence;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditJson;
import org.isocenter.platform.audit.AuditOutcome;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.audit.SealedEvent;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.AuditTrail;
import org.isocenter.platform.study.Page;

/** Reads the sealed trail in its order; each look at it is itself an event. */
@ApplicationScoped
@Transactional
class AuditTrailRepository implements AuditTrail {
    private static final int CHUNK = 2000;

    private final EntityManager em;
    private final AuditLog audit;
    private final AuditSealer sealer;

    AuditTrailRepository(EntityManager em, AuditLog audit, AuditSealer sealer) {
        this.em = em;
        this.audit = audit;
        this.sealer = sealer;
    }

    @Override
    public Page<SealedEvent> read(long after, int limit) {
        audit.record(used(AuditAction.READ));
        List<SealedEvent> events = chunk(after, limit + 1);
        if (events.size() <= limit) {
            return new Page<>(events, Optional.empty());
        }
        List<SealedEvent> page = events.subList(0, limit);
        return new Page<>(page, Optional.of(Long.toString(page.get(limit - 1).sequence())));
    }

    /** Reads chunk by chunk, each in a transaction of its own: a long trail outlives a transaction's time. */
    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void export(Consumer<String> lines) {
        sealer.seal();
        sealer.sign();
        audit.record(used(AuditAction.EXECUTE));
        List<SealedEvent> chunk = chunkOfExport(0);
        while (!chunk.isEmpty()) {
            chunk.forEach(event -> lines.accept(AuditJson.line(event)));
            chunk = chunkOfExport(chunk.get(chunk.size() - 1).sequence());
        }
        QuarkusTransaction.requiringNew().call(this::roots).forEach(lines);
    }

    private List<SealedEvent> chunkOfExport(long after) {
        return QuarkusTransaction.requiringNew().call(() -> chunk(after, CHUNK));
    }

    private List<SealedEvent> chunk(long after, int limit) {
        List<?> rows = em.createNativeQuery("""
                select s.sequence, s.previous, e.event, s.hash
                from audit_seal s join audit_event e on e.id = s.event_id
                where s.sequence > :after order by s.sequence limit :limit""")
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(row -> sealed((Object[]) row)).toList();
    }

    private static SealedEvent sealed(Object[] row) {
        return new SealedEvent(
                ((Number) row[0]).longValue(), (String) row[1], AuditJson.event((String) row[2]), (String) row[3]);
    }

    private List<String> roots() {
        List<?> rows = em.createNativeQuery("select line from audit_root order by size, at", String.class)
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    private static AuditEntry used(AuditAction action) {
        return new AuditEntry(
                AuditType.AUDIT_LOG_USED,
                action,
                AuditOutcome.SUCCESS,
                Optional.empty(),
                "audit",
                "trail",
                1,
                java.util.Map.of());
    }
}
