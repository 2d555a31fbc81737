package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.InstanceVersion;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;

/** Instances that come again: the same content changes nothing, another one does what the project's policy says. */
@ApplicationScoped
class DuplicateRows {
    private static final String THIS = " where project_id = :project and sop_uid = :sop";

    private final EntityManager em;
    private final BlobRows blobs;
    private final AuditLog audit;

    DuplicateRows(EntityManager em, BlobRows blobs, AuditLog audit) {
        this.em = em;
        this.blobs = blobs;
        this.audit = audit;
    }

    /** What the project has of an instance. */
    private record Known(BlobKey blob, boolean same) {}

    Optional<BlobKey> repeated(ProjectId project, SopInstanceUid instance, String digest, DuplicatePolicy policy) {
        return known(project, instance, Optional.of(digest), "")
                .filter(known -> known.same() || stays(project, instance, policy))
                .map(Known::blob);
    }

    /** Decides about an instance whose insert met another one; true where that one has left its place. */
    boolean supersede(InstanceRecord fresh, DuplicatePolicy policy) {
        Known known = known(fresh.project(), fresh.instance(), fresh.digest(), " for update")
                .orElseThrow(); // the insert has just met it
        if (known.same() || stays(fresh.project(), fresh.instance(), policy)) {
            blobs.remove(List.of(fresh.blob()));
            return false;
        }
        boolean keeps = policy == DuplicatePolicy.VERSIONS;
        if (keeps) {
            keep(fresh);
        }
        leave(fresh);
        if (!keeps) {
            blobs.remove(List.of(known.blob()));
        }
        audit(fresh.project(), fresh.instance(), AuditAction.UPDATE, keeps ? "kept as a version" : "replaced");
        return true;
    }

    /** The one whose object is lost leaves its place. */
    void repair(InstanceRecord instance) {
        leave(instance);
        audit(instance.project(), instance.instance(), AuditAction.UPDATE, "repaired");
    }

    private boolean stays(ProjectId project, SopInstanceUid instance, DuplicatePolicy policy) {
        if (policy == DuplicatePolicy.REFUSE) {
            throw new PlatformException(
                    ErrorCode.DUPLICATE_INSTANCE,
                    "Expected a new instance; the project has one of this SOP Instance UID with other content, and refuses another.");
        }
        if (policy == DuplicatePolicy.IGNORE) {
            audit(project, instance, AuditAction.EXECUTE, "ignored");
            return true;
        }
        return false;
    }

    private Optional<Known> known(ProjectId project, SopInstanceUid instance, Optional<String> digest, String lock) {
        List<?> rows = bound(em.createNativeQuery("""
                select blob, digest is null or cast(:digest as text) is null or digest = :digest
                    or exists (select 1 from instance_version v
                               where v.project_id = :project and v.sop_uid = :sop and v.digest = :digest)
                from instance""" + THIS + lock), project, instance)
                .setParameter("digest", digest.orElse(null))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Known(new BlobKey((String) row[0]), (Boolean) row[1]))
                .findFirst();
    }

    private void keep(InstanceRecord fresh) {
        bound(em.createNativeQuery("""
                insert into instance_version
                select project_id, sop_uid,
                       (select count(*) + 1 from instance_version where project_id = :project and sop_uid = :sop),
                       study_uid, series_uid, patient, blob, frames, modality, headers, digest, stored_at, clock_timestamp()
                from instance""" + THIS), fresh.project(), fresh.instance())
                .executeUpdate();
    }

    private void leave(InstanceRecord fresh) {
        bound(em.createNativeQuery("delete from instance" + THIS), fresh.project(), fresh.instance())
                .executeUpdate();
    }

    List<InstanceVersion> versions(ProjectId project, SopInstanceUid instance) {
        List<?> rows = bound(em.createNativeQuery("""
                select 1 + (select count(*) from instance_version where project_id = :project and sop_uid = :sop) as number,
                       patient, blob, frames, stored_at, cast(null as timestamptz)
                from instance where project_id = :project and sop_uid = :sop
                union all
                select number, patient, blob, frames, stored_at, superseded_at from instance_version
                where project_id = :project and sop_uid = :sop
                order by number desc"""), project, instance).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(DuplicateRows::version)
                .toList();
    }

    private static InstanceVersion version(Object[] row) {
        return new InstanceVersion(
                ((Number) row[0]).intValue(),
                new Pseudonym((String) row[1]),
                new BlobKey((String) row[2]),
                ((Number) row[3]).intValue(),
                (Instant) row[4],
                Optional.ofNullable((Instant) row[5]));
    }

    private static Query bound(Query query, ProjectId project, SopInstanceUid instance) {
        return query.setParameter("project", project.value()).setParameter("sop", instance.value());
    }

    private void audit(ProjectId project, SopInstanceUid instance, AuditAction action, String what) {
        audit.record(AuditEntry.of(AuditType.IMPORT, action, project.value(), "instance", instance.value())
                .with("duplicate", what));
    }
}
