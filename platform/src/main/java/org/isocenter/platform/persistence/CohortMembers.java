package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;

/** Rows of frozen cohort versions; there may be a million of them, so they are no entities. */
@ApplicationScoped
class CohortMembers {
    private final EntityManager em;

    CohortMembers(EntityManager em) {
        this.em = em;
    }

    void insert(CohortVersion version) {
        em.createNativeQuery("insert into cohort_version (id, cohort_id, number, sha256, seed, frozen_at)"
                        + " values (:id, :cohort, :number, :sha256, :seed, :at)")
                .setParameter("id", version.id())
                .setParameter("cohort", version.cohort().id())
                .setParameter("number", version.number())
                .setParameter("sha256", version.sha256())
                .setParameter("seed", version.seed())
                .setParameter("at", version.frozenAt())
                .executeUpdate();
        em.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into cohort_member values (?, ?, ?, ?, ?, ?)")) {
                for (CohortMember member : version.members()) {
                    insert.setObject(1, version.id());
                    insert.setString(2, member.frame().instance().value());
                    insert.setInt(3, member.frame().frame());
                    insert.setString(4, member.blob().sha256());
                    insert.setString(5, member.patient().value());
                    insert.setString(6, member.partition().name());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    List<UUID> versionIds(UUID cohort) {
        List<?> ids = em.createNativeQuery(
                        "select id from cohort_version where cohort_id = :cohort order by number", UUID.class)
                .setParameter("cohort", cohort)
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    Optional<CohortVersion> read(UUID version, Function<UUID, Optional<Cohort>> cohorts) {
        List<?> rows = em.createNativeQuery(
                        "select cohort_id, number, sha256, seed, frozen_at, lost from cohort_version where id = :id")
                .setParameter("id", version)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(Object[].class::cast)
                .map(row -> new CohortVersion(
                        version,
                        cohorts.apply((UUID) row[0]).orElseThrow(),
                        ((Number) row[1]).intValue(),
                        (String) row[2],
                        ((Number) row[3]).longValue(),
                        members(version),
                        (Instant) row[4],
                        ((Number) row[5]).intValue()));
    }

    private List<CohortMember> members(UUID version) {
        List<?> rows =
                em.createNativeQuery("""
                select sop_uid, frame, blob, patient, partition from cohort_member
                where version_id = :version order by sop_uid, frame""").setParameter("version", version).getResultList();
        return rows.stream().map(row -> member((Object[]) row)).toList();
    }

    private static CohortMember member(Object[] row) {
        return new CohortMember(
                new FrameId(new SopInstanceUid((String) row[0]), ((Number) row[1]).intValue()),
                new BlobKey((String) row[2]),
                new Pseudonym((String) row[3]),
                Partition.valueOf((String) row[4]));
    }
}
