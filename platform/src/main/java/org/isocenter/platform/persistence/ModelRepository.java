package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;

/** Encoders and heads: the record as JSON, beside it what is looked for. */
@ApplicationScoped
@Transactional
class ModelRepository implements ModelRegistry {
    private final EntityManager em;
    private final AuditLog audit;

    ModelRepository(EntityManager em, AuditLog audit) {
        this.em = em;
        this.audit = audit;
    }

    @Override
    public EncoderVersion register(EncoderVersion encoder) {
        int inserted = em.createNativeQuery("""
                insert into encoder values (:id, :project, cast(:parent as uuid), :at, cast(:record as jsonb))
                on conflict (id) do nothing""")
                .setParameter("id", encoder.id())
                .setParameter("project", encoder.project().value())
                .setParameter("parent", encoder.parent().map(UUID::toString).orElse(null))
                .setParameter("at", encoder.createdAt())
                .setParameter("record", Json.write(encoder))
                .executeUpdate();
        audit(inserted, AuditAction.CREATE, encoder.project(), "encoder", encoder.id());
        return encoder;
    }

    @Override
    public HeadVersion register(HeadVersion head) {
        int inserted = em.createNativeQuery("""
                insert into head values (:id, :project, :encoder, :at, cast(:record as jsonb))
                on conflict (id) do nothing""")
                .setParameter("id", head.id())
                .setParameter("project", head.project().value())
                .setParameter("encoder", head.encoder())
                .setParameter("at", head.createdAt())
                .setParameter("record", Json.write(head))
                .executeUpdate();
        audit(inserted, AuditAction.CREATE, head.project(), "head", head.id());
        return head;
    }

    @Override
    public Optional<EncoderVersion> encoder(UUID encoder) {
        return records("encoder where id = :id", encoder, EncoderVersion.class).stream()
                .findFirst();
    }

    @Override
    public Optional<HeadVersion> head(UUID head) {
        return records("head where id = :id", head, HeadVersion.class).stream().findFirst();
    }

    @Override
    public List<EncoderVersion> encoders(ProjectId project) {
        return records(
                "encoder where project_id = :id order by created_at desc", project.value(), EncoderVersion.class);
    }

    @Override
    public List<HeadVersion> heads(ProjectId project) {
        return records("head where project_id = :id order by created_at desc", project.value(), HeadVersion.class);
    }

    @Override
    public List<EncoderVersion> lineage(UUID encoder) {
        List<EncoderVersion> chain = new ArrayList<>();
        Optional<EncoderVersion> next = encoder(encoder);
        while (next.isPresent()) {
            chain.add(next.get());
            next = next.get().parent().flatMap(this::encoder);
        }
        return chain;
    }

    @Override
    public HeadVersion approve(UUID id, String user) {
        HeadVersion head =
                head(id).orElseThrow(() -> new PlatformException(ErrorCode.NOT_FOUND, "there is no such head"));
        if (head.trainedBy().equals(user)) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN, "a head is approved by another researcher than the one who trained it");
        }
        em.createNativeQuery(
                        "update head set record = jsonb_set(record, '{approvedBy}', to_jsonb(cast(:user as text))) where id = :id")
                .setParameter("user", user)
                .setParameter("id", id)
                .executeUpdate();
        audit(1, AuditAction.UPDATE, head.project(), "head", id);
        return head(id).orElseThrow();
    }

    private <T> List<T> records(String from, UUID id, Class<T> type) {
        List<?> rows = em.createNativeQuery("select cast(record as text) from " + from, String.class)
                .setParameter("id", id)
                .getResultList();
        return rows.stream().map(row -> Json.read((String) row, type)).toList();
    }

    private void audit(int changed, AuditAction action, ProjectId project, String type, UUID id) {
        if (changed > 0) {
            audit.record(AuditEntry.of(AuditType.MODEL, action, project.value(), type, id.toString()));
        }
    }
}
