package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelSource;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.SopInstanceUid;

/** Rows of table label. */
@ApplicationScoped
class LabelRows {
    private final EntityManager em;

    LabelRows(EntityManager em) {
        this.em = em;
    }

    LabelSetEntity locked(UUID labelSet) {
        LabelSetEntity entity = em.find(LabelSetEntity.class, labelSet, LockModeType.PESSIMISTIC_WRITE);
        if (entity == null) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no such label set");
        }
        return entity;
    }

    int nextVersion(ProjectId project, String name) {
        return 1
                + em.createQuery(
                                "select coalesce(max(version), 0) from LabelSetEntity where projectId = :project and name = :name",
                                Integer.class)
                        .setParameter("project", project.value())
                        .setParameter("name", name)
                        .getSingleResult();
    }

    void put(UUID labelSet, Collection<Label> labels, String importer) {
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into label (label_set_id, sop_uid, frame, classes, mask, imported_by)
                    values (?, ?, ?, cast(? as jsonb), ?, ?)
                    on conflict (label_set_id, sop_uid, frame)
                    do update set classes = excluded.classes, mask = excluded.mask, imported_by = excluded.imported_by""")) {
                for (Label label : labels) {
                    insert.setObject(1, labelSet);
                    insert.setString(2, label.frame().instance().value());
                    insert.setInt(3, label.frame().frame());
                    insert.setString(4, Json.write(label.classes()));
                    insert.setString(5, label.mask().map(BlobKey::sha256).orElse(null));
                    insert.setString(6, importer);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    int count(UUID labelSet) {
        return ((Number) em.createNativeQuery("select count(*) from label where label_set_id = :set")
                        .setParameter("set", labelSet)
                        .getSingleResult())
                .intValue();
    }

    List<LabelSource> sources(UUID labelSet) {
        List<?> rows = em.createNativeQuery("""
                select imported_by, count(*) from label
                where label_set_id = :set group by imported_by order by count(*) desc, imported_by""").setParameter("set", labelSet).getResultList();
        return rows.stream().map(row -> source((Object[]) row)).toList();
    }

    private static LabelSource source(Object[] row) {
        return new LabelSource(Optional.ofNullable((String) row[0]), ((Number) row[1]).intValue());
    }

    /** SHA-256 over all labels in the order of their frames. */
    String hash(UUID labelSet) {
        return (String) em.createNativeQuery("""
                select encode(sha256(convert_to(coalesce(string_agg(
                    concat_ws(' ', sop_uid, frame, classes, mask), chr(10) order by sop_uid, frame), ''), 'UTF8')), 'hex')
                from label where label_set_id = :set""", String.class)
                .setParameter("set", labelSet)
                .getSingleResult();
    }

    /** The labels of those members of a cohort version that stand on one of the sides. */
    List<Label> of(UUID labelSet, UUID cohortVersion, List<Partition> partitions) {
        List<?> rows = em.createNativeQuery("""
                select l.sop_uid, l.frame, cast(l.classes as text), l.mask
                from label l join cohort_member m on m.sop_uid = l.sop_uid and m.frame = l.frame
                where l.label_set_id = :set and m.version_id = :version and m.partition in (:sides)""")
                .setParameter("set", labelSet)
                .setParameter("version", cohortVersion)
                .setParameter("sides", partitions.stream().map(Partition::name).toList())
                .getResultList();
        return rows.stream().map(row -> label((Object[]) row)).toList();
    }

    List<Label> all(UUID labelSet) {
        List<?> rows = em.createNativeQuery("""
                select sop_uid, frame, cast(classes as text), mask from label
                where label_set_id = :set order by sop_uid, frame""").setParameter("set", labelSet).getResultList();
        return rows.stream().map(row -> label((Object[]) row)).toList();
    }

    Optional<Label> one(UUID labelSet, FrameId frame) {
        List<?> rows = em.createNativeQuery("""
                select sop_uid, frame, cast(classes as text), mask from label
                where label_set_id = :set and sop_uid = :sop and frame = :frame""")
                .setParameter("set", labelSet)
                .setParameter("sop", frame.instance().value())
                .setParameter("frame", frame.frame())
                .getResultList();
        return rows.stream().map(row -> label((Object[]) row)).findFirst();
    }

    private static Label label(Object[] row) {
        FrameId frame = new FrameId(new SopInstanceUid((String) row[0]), ((Number) row[1]).intValue());
        return new Label(
                frame,
                Json.list((String) row[2]),
                Optional.ofNullable((String) row[3]).map(BlobKey::new));
    }
}
