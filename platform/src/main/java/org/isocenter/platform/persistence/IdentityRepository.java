package org.isocenter.platform.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditOutcome;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.purge.DeletedMeanwhileException;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.IdentityKeys;
import org.isocenter.platform.security.IdentityKeys.IdentityKey;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.Role;
import org.isocenter.platform.security.Sealing;
import org.isocenter.platform.study.Pseudonym;
import org.jspecify.annotations.Nullable;

/** The map from pseudonym to patient, sealed entry by entry under a key of its own. */
@ApplicationScoped
@Transactional
class IdentityRepository implements Identities {
    private final EntityManager em;
    private final AuditLog audit;
    private final IdentityKeys keys;
    private final ProjectKeys projectKeys;
    private final CurrentActor actor;

    IdentityRepository(
            EntityManager em, AuditLog audit, IdentityKeys keys, ProjectKeys projectKeys, CurrentActor actor) {
        this.em = em;
        this.audit = audit;
        this.keys = keys;
        this.projectKeys = projectKeys;
        this.actor = actor;
    }

    /** One entry; sealed under the project's own key where it names none. */
    @SuppressWarnings("ArrayRecordComponent") // a row, never compared
    private record Entry(
            ProjectId project,
            Pseudonym pseudonym,
            byte[] sealed,
            @Nullable String keyId) {
        static Entry of(Object[] row) {
            return new Entry(
                    new ProjectId((UUID) row[0]), new Pseudonym((String) row[1]), (byte[]) row[2], (String) row[3]);
        }

        byte[] context() {
            return IdentityRepository.context(project, pseudonym);
        }
    }

    @Override
    public void remember(ProjectId project, Pseudonym pseudonym, PatientIdentity identity, UUID object) {
        IdentityKey key = keys.current();
        byte[] plain = Json.write(identity).getBytes(UTF_8);
        boolean deleted = (Boolean) of(project, pseudonym, """
                with deleted as (
                    select exists (
                        select 1 from purge p join ingest_object o on o.object = :object
                        where p.project_id = :project and p.patient = :pseudonym and p.requested_at >= o.received_at
                    ) as meanwhile
                ), known as (
                    insert into identity (project_id, pseudonym, sealed, key_id)
                    select :project, :pseudonym, :sealed, :key from deleted where not meanwhile on conflict do nothing
                )
                select meanwhile from deleted""")
                .setParameter("sealed", Sealing.seal(key.bytes(), plain, context(project, pseudonym)))
                .setParameter("key", key.id())
                .setParameter("object", object)
                .getSingleResult();
        if (deleted) {
            throw new DeletedMeanwhileException();
        }
    }

    @Override
    public Optional<PatientIdentity> reveal(ProjectId project, Pseudonym pseudonym) {
        requireSteward();
        audit.record(entry(project, pseudonym, AuditAction.READ));
        return linked(project, pseudonym)
                .map(this::open)
                .map(plain -> Json.read(new String(plain, UTF_8), PatientIdentity.class));
    }

    @Override
    public boolean unlink(ProjectId project, Pseudonym pseudonym) {
        requireSteward();
        int unlinked = of(project, pseudonym, """
                update identity set sealed = null, key_id = null
                where project_id = :project and pseudonym = :pseudonym and sealed is not null""").executeUpdate();
        if (unlinked > 0) {
            audit.record(entry(project, pseudonym, AuditAction.DELETE));
        }
        return unlinked > 0;
    }

    @Override
    public Rotation rotate() {
        IdentityKey fresh = keys.renew(this::isUsed);
        List<Entry> entries = entries(em.createNativeQuery("""
                select project_id, pseudonym, sealed, key_id from identity
                where sealed is not null and key_id is distinct from :key for update""").setParameter("key", fresh.id()));
        for (Entry entry : entries) {
            of(entry.project(), entry.pseudonym(), """
                    update identity set sealed = :sealed, key_id = :key
                    where project_id = :project and pseudonym = :pseudonym""")
                    .setParameter("sealed", Sealing.seal(fresh.bytes(), open(entry), entry.context()))
                    .setParameter("key", fresh.id())
                    .executeUpdate();
        }
        audit.record(new AuditEntry(
                AuditType.SECURITY_ALERT,
                AuditAction.UPDATE,
                AuditOutcome.SUCCESS,
                Optional.empty(),
                "identity-key",
                fresh.id(),
                Math.max(1, entries.size()),
                Map.of("resealed", Integer.toString(entries.size()))));
        return new Rotation(fresh.id(), entries.size());
    }

    private void requireSteward() {
        if (!actor.get().has(Role.DATA_STEWARD)) {
            throw new PlatformException(ErrorCode.FORBIDDEN, "only a data steward may see who a pseudonym stands for");
        }
    }

    private boolean isUsed(String keyId) {
        return !em.createNativeQuery("select 1 from identity where key_id = :key limit 1")
                .setParameter("key", keyId)
                .getResultList()
                .isEmpty();
    }

    private Optional<Entry> linked(ProjectId project, Pseudonym pseudonym) {
        return entries(of(project, pseudonym, """
                select project_id, pseudonym, sealed, key_id from identity
                where project_id = :project and pseudonym = :pseudonym and sealed is not null""")).stream().findFirst();
    }

    private static List<Entry> entries(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> Entry.of((Object[]) row)).toList();
    }

    private byte[] open(Entry entry) {
        String id = entry.keyId();
        byte[] key =
                id == null ? projectKeys.key(entry.project()) : keys.key(id).bytes();
        return Sealing.open(key, entry.sealed(), entry.context());
    }

    private Query of(ProjectId project, Pseudonym pseudonym, String sql) {
        return em.createNativeQuery(sql)
                .setParameter("project", project.value())
                .setParameter("pseudonym", pseudonym.value());
    }

    private static AuditEntry entry(ProjectId project, Pseudonym pseudonym, AuditAction action) {
        return AuditEntry.of(AuditType.PATIENT_RECORD, action, project.value(), "identity", pseudonym.value());
    }

    private static byte[] context(ProjectId project, Pseudonym pseudonym) {
        return ("identity " + project + " " + pseudonym).getBytes(UTF_8);
    }
}
