package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;

/** Encoders and heads: the record as JSON, beside it what is looked for, and the steps of heads. */
@ApplicationScoped
@Transactional
class ModelRepository implements ModelRegistry {
    /** The record with the steps that it went since. */
    private static final String HEADS = """
            select cast(record || jsonb_build_object('steps', coalesce(
                (select jsonb_agg(jsonb_build_object(
                        'state', state, 'by', actor, 'comment', comment, 'intendedUse', intended_use, 'limits', limits, 'at', at)
                    order by number)
                from head_step where head_id = head.id), '[]')) as text)
            from head""";

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
        return encoders("id = :id", encoder).stream().findFirst();
    }

    @Override
    public Optional<HeadVersion> head(UUID head) {
        return heads("id = :id", head).stream().findFirst();
    }

    @Override
    public List<EncoderVersion> encoders(ProjectId project) {
        return encoders("project_id = :id order by created_at desc", project.value());
    }

    @Override
    public List<HeadVersion> heads(ProjectId project) {
        return heads("project_id = :id order by created_at desc", project.value());
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
    public HeadVersion advance(UUID id, HeadStep step) {
        em.createNativeQuery(
                        "select id from head where id = :id for update") // two steps at once come one after the other
                .setParameter("id", id)
                .getResultList();
        HeadVersion head =
                head(id).orElseThrow(() -> new PlatformException(ErrorCode.NOT_FOUND, "there is no such head"));
        requireAllowed(head, step);
        em.createNativeQuery("""
                insert into head_step (head_id, number, state, actor, comment, intended_use, limits, at)
                values (:head, :number, :state, :actor, :comment, cast(:use as text), cast(:limits as text), :at)""")
                .setParameter("head", id)
                .setParameter("number", head.steps().size() + 1)
                .setParameter("state", step.state().name())
                .setParameter("actor", step.by())
                .setParameter("comment", step.comment())
                .setParameter("use", step.intendedUse().orElse(null))
                .setParameter("limits", step.limits().orElse(null))
                .setParameter("at", step.at())
                .executeUpdate();
        audit.record(AuditEntry.of(
                        AuditType.MODEL, AuditAction.UPDATE, head.project().value(), "head", id.toString())
                .with("state", step.state().word()));
        return head(id).orElseThrow();
    }

    private static void requireAllowed(HeadVersion head, HeadStep step) {
        Set<HeadState> next = head.state().next();
        if (!next.contains(step.state())) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "a head that is %s cannot become %s; %s"
                            .formatted(
                                    head.state().word(),
                                    step.state().word(),
                                    next.isEmpty()
                                            ? "it stays so"
                                            : "it can become "
                                                    + next.stream()
                                                            .sorted()
                                                            .map(HeadState::word)
                                                            .collect(Collectors.joining(" or "))));
        }
        if (step.state() != HeadState.RETIRED && head.trainedBy().equals(step.by())) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "a head is reviewed and approved by others than the one who trained it; ask one of them");
        }
    }

    private List<EncoderVersion> encoders(String which, UUID id) {
        return records("select cast(record as text) from encoder where " + which, id, EncoderVersion.class);
    }

    private List<HeadVersion> heads(String which, UUID id) {
        return records(HEADS + " where " + which, id, HeadVersion.class);
    }

    private <T> List<T> records(String query, UUID id, Class<T> type) {
        List<?> rows =
                em.createNativeQuery(query, String.class).setParameter("id", id).getResultList();
        return rows.stream().map(row -> Json.read((String) row, type)).toList();
    }

    private void audit(int changed, AuditAction action, ProjectId project, String type, UUID id) {
        if (changed > 0) {
            audit.record(AuditEntry.of(AuditType.MODEL, action, project.value(), type, id.toString()));
        }
    }
}
