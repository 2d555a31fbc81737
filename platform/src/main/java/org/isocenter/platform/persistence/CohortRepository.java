package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.cohort.Candidate;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortHash;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Split;
import org.isocenter.platform.cohort.SplitByPatient;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;

/** Cohorts and their frozen versions. */
@ApplicationScoped
@Transactional
class CohortRepository implements Cohorts {
    private final EntityManager em;
    private final StudyIndex index;
    private final Curation curation;
    private final CohortMembers members;
    private final AuditLog audit;

    CohortRepository(EntityManager em, StudyIndex index, Curation curation, CohortMembers members, AuditLog audit) {
        this.em = em;
        this.index = index;
        this.curation = curation;
        this.members = members;
        this.audit = audit;
    }

    @Override
    public Cohort create(Cohort cohort) {
        Conflicts.insert(em, new CohortEntity(cohort), "the project has a cohort of this name; choose another");
        audit(AuditAction.CREATE, cohort, "cohort", cohort.id());
        return cohort;
    }

    @Override
    public Optional<Cohort> find(UUID cohort) {
        return Optional.ofNullable(em.find(CohortEntity.class, cohort)).map(CohortEntity::toCohort);
    }

    @Override
    public List<Cohort> of(ProjectId project) {
        return em.createQuery("from CohortEntity where projectId = :project order by name", CohortEntity.class)
                .setParameter("project", project.value())
                .getResultStream()
                .map(CohortEntity::toCohort)
                .toList();
    }

    @Override
    public CohortVersion freeze(UUID id, Split split) {
        CohortEntity locked = em.find(CohortEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (locked == null) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no such cohort to freeze");
        }
        Cohort cohort = locked.toCohort();
        List<CohortMember> chosen = SplitByPatient.split(candidates(cohort), split);
        CohortVersion version = new CohortVersion(
                UUID.randomUUID(),
                cohort,
                members.versionIds(id).size() + 1,
                CohortHash.of(chosen),
                split instanceof Split.Seeded seeded ? seeded.seed() : 0,
                chosen,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                0);
        members.insert(version);
        audit(AuditAction.EXECUTE, cohort, "cohort-version", version.id());
        return version;
    }

    private List<Candidate> candidates(Cohort cohort) {
        Set<FrameId> excluded = curation.excluded(cohort.project());
        List<Candidate> candidates = new ArrayList<>();
        StudyQuery query =
                new StudyQuery(cohort.project(), cohort.query().criteria(), Optional.empty(), StudyQuery.MAX_LIMIT);
        Page<InstanceRecord> page = index.find(query);
        while (true) {
            page.items().forEach(instance -> instance.frameIds()
                    .filter(frame -> !excluded.contains(frame))
                    .forEach(frame -> candidates.add(new Candidate(frame, instance.blob(), instance.patient()))));
            if (page.next().isEmpty()) {
                return candidates;
            }
            page = index.find(query.after(page.next().get()));
        }
    }

    @Override
    public Optional<CohortVersion> version(UUID version) {
        return members.read(version, this::find);
    }

    @Override
    public List<CohortVersion> versions(UUID cohort) {
        return members.versionIds(cohort).stream()
                .map(id -> version(id).orElseThrow())
                .toList();
    }

    private void audit(AuditAction action, Cohort cohort, String type, UUID id) {
        audit.record(AuditEntry.of(AuditType.COHORT, action, cohort.project().value(), type, id.toString()));
    }
}
