package org.isocenter.platform.persistence;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditEvent;
import org.isocenter.platform.audit.AuditJson;
import org.isocenter.platform.audit.AuditOutcome;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.audit.MerkleTree;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.audit.SealedEvent;
import org.isocenter.platform.audit.SignedRoot;
import org.isocenter.platform.security.AuditRoots;
import org.isocenter.platform.security.SecretKeys;

/** The one sealer: orders and chains new events, and signs the tree at intervals. An advisory lock keeps it one. */
@ApplicationScoped
public class AuditSealer {
    private static final long LOCK = 0x150CE47E12L;
    private static final int BATCH = 5000;

    private final EntityManager em;
    private final AuditRepository audit;
    private final AuditRoots roots;
    private final SecretKeys secrets;
    private MerkleTree tree = new MerkleTree();

    AuditSealer(EntityManager em, AuditRepository audit, AuditRoots roots, SecretKeys secrets) {
        this.em = em;
        this.audit = audit;
        this.roots = roots;
        this.secrets = secrets;
    }

    @Scheduled(
            every = "${isocenter.platform.seal-interval:500ms}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SchemaNotReady.class)
    void sealInTime() {
        InTime.run(this::seal);
    }

    @Scheduled(
            every = "${isocenter.platform.root-interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = SchemaNotReady.class)
    void signInTime() {
        InTime.run(this::sign);
    }

    /** Chains the events that are committed by now; returns how many. Another sealer at work makes it 0. */
    public int seal() {
        return QuarkusTransaction.requiringNew().call(() -> locked() ? sealBatch() : 0);
    }

    /** Signs the tree over all sealed events, where there are new ones. */
    @Transactional
    public Optional<SignedRoot> sign() {
        if (!locked()) {
            return Optional.empty();
        }
        long covered = roots.covered();
        List<String> hashes = hashesAfter(covered);
        if (hashes.isEmpty()) {
            return Optional.empty();
        }
        SignedRoot root = RootSigner.sign(
                treeOver(covered, hashes),
                hashes,
                Instant.now(),
                secrets.audit().getPrivate());
        roots.append(root); // outside first: a root that only the database lacks does no harm
        em.createNativeQuery("insert into audit_root values (:size, :at, :line)")
                .setParameter("size", root.size())
                .setParameter("at", root.at())
                .setParameter("line", AuditJson.line(root))
                .executeUpdate();
        return Optional.of(root);
    }

    private boolean locked() {
        return (Boolean) em.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    private int sealBatch() {
        gatherImageReads();
        Object[] last = last();
        long sequence = ((Number) last[0]).longValue();
        String previous = (String) last[1];
        List<SealedEvent> sealed = new ArrayList<>();
        for (AuditEvent event : waiting()) {
            SealedEvent next = SealedEvent.after(previous, ++sequence, event);
            sealed.add(next);
            previous = next.hash();
        }
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into audit_seal values (?, ?, ?, ?)");
                    PreparedStatement done =
                            connection.prepareStatement("delete from audit_unsealed where event_id = ?")) {
                store(sealed, insert, done);
            }
        });
        return sealed.size();
    }

    private static void store(List<SealedEvent> sealed, PreparedStatement insert, PreparedStatement done)
            throws SQLException {
        for (SealedEvent each : sealed) {
            insert.setLong(1, each.sequence());
            insert.setObject(2, each.event().id());
            insert.setString(3, each.previous());
            insert.setString(4, each.hash());
            insert.addBatch();
            done.setObject(1, each.event().id());
            done.addBatch();
        }
        insert.executeBatch();
        done.executeBatch();
    }

    private Object[] last() {
        List<?> rows = em.createNativeQuery("select sequence, hash from audit_seal order by sequence desc limit 1")
                .getResultList();
        return rows.isEmpty() ? new Object[] {0L, SealedEvent.GENESIS} : (Object[]) rows.get(0);
    }

    private List<AuditEvent> waiting() {
        List<?> rows = em.createNativeQuery("""
                select e.event from audit_unsealed u join audit_event e on e.id = u.event_id
                order by e.at, e.id limit :batch""", String.class)
                .setParameter("batch", BATCH)
                .getResultList();
        return rows.stream().map(row -> AuditJson.event((String) row)).toList();
    }

    /** Turns the image reads of minutes that are over into events. */
    private void gatherImageReads() {
        List<?> rows = em.createNativeQuery("""
                delete from audit_image_read where minute < date_trunc('minute', clock_timestamp())
                returning minute, actor, roles, project_id, study_uid, count""").getResultList();
        for (Object row : rows) {
            Object[] read = (Object[]) row;
            AuditEntry entry = new AuditEntry(
                    AuditType.DICOM_INSTANCES_ACCESSED,
                    AuditAction.READ,
                    AuditOutcome.SUCCESS,
                    Optional.of((UUID) read[3]),
                    "study",
                    (String) read[4],
                    ((Number) read[5]).longValue(),
                    new TreeMap<>(Map.of("minute", read[0].toString())));
            audit.insert((String) read[1], (String) read[2], entry);
        }
    }

    private MerkleTree treeOver(long covered, List<String> fresh) {
        if (tree.size() != covered) { // a new process, or another one sealed in between
            tree = new MerkleTree();
            hashesAfter(0).stream().limit(covered).forEach(hash -> tree.add(hash));
        }
        fresh.forEach(hash -> tree.add(hash));
        return tree;
    }

    private List<String> hashesAfter(long sequence) {
        List<?> rows = em.createNativeQuery(
                        "select hash from audit_seal where sequence > :sequence order by sequence", String.class)
                .setParameter("sequence", sequence)
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }
}
