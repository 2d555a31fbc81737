package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.LabelSource;
import org.isocenter.platform.label.LabelView;
import org.isocenter.platform.label.TestLabelSets;
import org.isocenter.platform.label.TestLabels;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;

/** Schemes, label sets and labels; which side of a split may be read is decided by the port that asks. */
@ApplicationScoped
@Transactional
class LabelRepository implements LabelSets, TestLabelSets, LabelView {
    private final EntityManager em;
    private final LabelRows rows;
    private final StudyIndex index;
    private final AuditLog audit;
    private final CurrentActor actor;

    LabelRepository(EntityManager em, LabelRows rows, StudyIndex index, AuditLog audit, CurrentActor actor) {
        this.em = em;
        this.rows = rows;
        this.index = index;
        this.audit = audit;
        this.actor = actor;
    }

    @Override
    public LabelScheme create(LabelScheme scheme) {
        Conflicts.insert(
                em, new LabelSchemeEntity(scheme), "the project has a label scheme of this name; choose another");
        audit(AuditAction.CREATE, scheme.project(), "label-scheme", scheme.id(), 1);
        return scheme;
    }

    @Override
    public Optional<LabelScheme> scheme(UUID scheme) {
        return Optional.ofNullable(em.find(LabelSchemeEntity.class, scheme)).map(LabelSchemeEntity::toScheme);
    }

    @Override
    public List<LabelScheme> schemes(ProjectId project) {
        return em.createQuery(
                        "from LabelSchemeEntity where projectId = :project order by name", LabelSchemeEntity.class)
                .setParameter("project", project.value())
                .getResultStream()
                .map(LabelSchemeEntity::toScheme)
                .toList();
    }

    @Override
    public LabelSet open(UUID scheme, String name) {
        LabelScheme words = scheme(scheme).orElseThrow(LabelRepository::notFound);
        LabelSetEntity entity = new LabelSetEntity(words, name, rows.nextVersion(words.project(), name));
        Conflicts.insert(em, entity, "another set of this name was opened at the same time; try again");
        audit(AuditAction.CREATE, words.project(), "label-set", entity.id, 1);
        return toSet(entity);
    }

    @Override
    public LabelSet put(UUID labelSet, Collection<Label> labels) {
        LabelSetEntity entity = rows.locked(labelSet);
        if (entity.frozen) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "the label set is frozen; open its next version and put the labels there");
        }
        LabelSet set = toSet(entity);
        labels.forEach(label -> requireWords(set.scheme(), label));
        requireImages(set.project(), labels);
        rows.put(labelSet, labels, actor.get().name());
        if (!labels.isEmpty()) {
            audit(AuditAction.UPDATE, set.project(), "label-set", labelSet, labels.size());
        }
        return toSet(entity);
    }

    private static void requireWords(LabelScheme scheme, Label label) {
        scheme.refusal(label.classes()).ifPresent(why -> {
            throw new PlatformException(ErrorCode.LABEL_OUTSIDE_SCHEME, why);
        });
    }

    private void requireImages(ProjectId project, Collection<Label> labels) {
        Set<SopInstanceUid> named =
                labels.stream().map(label -> label.frame().instance()).collect(Collectors.toSet());
        Set<SopInstanceUid> unknown = new HashSet<>(named);
        unknown.removeAll(index.get(project, named).keySet());
        if (!unknown.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.UNKNOWN_IMAGE,
                    "%d of %d labelled images are not in the project; import them first"
                            .formatted(unknown.size(), named.size()));
        }
    }

    @Override
    public LabelSet freeze(UUID labelSet) {
        LabelSetEntity entity = rows.locked(labelSet);
        if (!entity.frozen) {
            entity.frozen = true;
            entity.sha256 = rows.hash(labelSet);
            audit(AuditAction.EXECUTE, new ProjectId(entity.projectId), "label-set", labelSet, 1);
        }
        return toSet(entity);
    }

    @Override
    public Optional<LabelSet> find(UUID labelSet) {
        return Optional.ofNullable(em.find(LabelSetEntity.class, labelSet)).map(this::toSet);
    }

    @Override
    public List<LabelSource> sources(UUID labelSet) {
        return rows.sources(labelSet);
    }

    @Override
    public List<LabelSet> of(ProjectId project) {
        return em.createQuery(
                        "from LabelSetEntity where projectId = :project order by name, version", LabelSetEntity.class)
                .setParameter("project", project.value())
                .getResultStream()
                .map(this::toSet)
                .toList();
    }

    @Override
    public TrainingLabels training(UUID labelSet, UUID cohortVersion) {
        LabelSet set = frozen(labelSet);
        return new TrainingLabels(
                labelSet, set.scheme(), byFrame(labelSet, cohortVersion, List.of(Partition.TRAIN, Partition.VAL)));
    }

    @Override
    public TestLabels test(UUID labelSet, UUID cohortVersion) {
        LabelSet set = frozen(labelSet);
        return new TestLabels(labelSet, set.scheme(), byFrame(labelSet, cohortVersion, List.of(Partition.TEST)));
    }

    private Map<FrameId, Label> byFrame(UUID labelSet, UUID cohortVersion, List<Partition> partitions) {
        return rows.of(labelSet, cohortVersion, partitions).stream()
                .collect(Collectors.toMap(Label::frame, label -> label));
    }

    private LabelSet frozen(UUID labelSet) {
        LabelSet set = find(labelSet).orElseThrow(LabelRepository::notFound);
        if (!set.frozen()) {
            throw new PlatformException(ErrorCode.CONFLICT, "the label set is still open; freeze it first");
        }
        return set;
    }

    @Override
    public List<Label> all(UUID labelSet) {
        return rows.all(labelSet);
    }

    @Override
    public Optional<Label> label(UUID labelSet, FrameId frame) {
        return rows.one(labelSet, frame);
    }

    private LabelSet toSet(LabelSetEntity entity) {
        return new LabelSet(
                entity.id,
                new ProjectId(entity.projectId),
                entity.name,
                entity.version,
                scheme(entity.schemeId).orElseThrow(),
                entity.frozen,
                rows.count(entity.id),
                Optional.ofNullable(entity.sha256));
    }

    private static PlatformException notFound() {
        return new PlatformException(ErrorCode.NOT_FOUND, "there is no such label scheme or set");
    }

    private void audit(AuditAction action, ProjectId project, String type, UUID id, long count) {
        audit.record(AuditEntry.of(AuditType.LABEL, action, project.value(), type, id.toString())
                .times(count));
    }
}
