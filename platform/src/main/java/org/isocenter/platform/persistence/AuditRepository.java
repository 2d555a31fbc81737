package org.isocenter.platform.persistence;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditEvent;
import org.isocenter.platform.audit.AuditJson;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.security.Role;

/** Writes events beside the change they tell of; the sealer chains them later. */
@ApplicationScoped
@Transactional
class AuditRepository implements AuditLog {
    private final EntityManager em;
    private final CurrentActor current;
    private final String source;
    private final GroupCommit<ImageRead> reads =
            new GroupCommit<>(some -> QuarkusTransaction.requiringNew().run(() -> count(some)));

    AuditRepository(
            EntityManager em,
            CurrentActor current,
            @ConfigProperty(name = "isocenter.roles", defaultValue = "api,dicom,worker") Set<String> processRoles) {
        this.em = em;
        this.current = current;
        this.source = "isocenter:" + String.join("+", new TreeSet<>(processRoles));
    }

    @Override
    public void record(AuditEntry entry) {
        Actor actor = current.get();
        insert(actor.name(), roles(actor), entry);
    }

    void insert(String actor, String roles, AuditEntry entry) {
        AuditEvent event = new AuditEvent(UUID.randomUUID(), Instant.now(), actor, roles, source, entry);
        String json = new String(AuditJson.canonical(event), java.nio.charset.StandardCharsets.UTF_8);
        em.createNativeQuery("insert into audit_event values (:id, :at, cast(:project as uuid), :event)")
                .setParameter("id", event.id())
                .setParameter("at", event.at())
                .setParameter(
                        "project", event.entry().project().map(UUID::toString).orElse(null))
                .setParameter("event", json)
                .executeUpdate();
    }

    /** Whose reads are counted together: one user's in one study, in the minute in which they are written down. */
    private record Reader(String actor, String roles, UUID project, String study) {
        /** One order, so that no two processes wait for each other's rows. */
        static final Comparator<Reader> ORDER = Comparator.comparing(Reader::project)
                .thenComparing(Reader::study)
                .thenComparing(Reader::actor)
                .thenComparing(Reader::roles);
    }

    private record ImageRead(Reader reader, long count) {}

    /** It is written down before the image leaves, whatever becomes of the caller's transaction; readers at the same time wait for one forced log together. */
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public void imageRead(AuditEntry entry) {
        Actor actor = current.get();
        Reader reader = new Reader(actor.name(), roles(actor), entry.project().orElseThrow(), entry.objectId());
        reads.write(new ImageRead(reader, entry.count()));
    }

    private void count(List<ImageRead> some) {
        Map<Reader, Long> counts = new TreeMap<>(Reader.ORDER);
        some.forEach(read -> counts.merge(read.reader(), read.count(), Long::sum));
        counts.forEach((reader, count) -> em.createNativeQuery("""
                insert into audit_image_read values
                    (date_trunc('minute', clock_timestamp()), :actor, :roles, :project, :study, :count)
                on conflict (minute, actor, roles, project_id, study_uid)
                do update set count = audit_image_read.count + excluded.count""")
                .setParameter("actor", reader.actor())
                .setParameter("roles", reader.roles())
                .setParameter("project", reader.project())
                .setParameter("study", reader.study())
                .setParameter("count", count)
                .executeUpdate());
    }

    private static String roles(Actor actor) {
        return actor.roles().stream().map(Role::token).sorted().collect(Collectors.joining(","));
    }
}
