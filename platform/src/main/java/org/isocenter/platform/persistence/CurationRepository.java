package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.curation.Decision;
import org.isocenter.platform.curation.Flag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.SopInstanceUid;

/** Flags and decisions; both only grow. */
@ApplicationScoped
@Transactional
class CurationRepository implements Curation {
    private static final String COLUMNS =
            "id, project_id, job_id, sop_uid, frame, issue, score, reason, cast(evidence as text)";

    private final EntityManager em;
    private final AuditLog audit;

    CurationRepository(EntityManager em, AuditLog audit) {
        this.em = em;
        this.audit = audit;
    }

    @Override
    public void raise(Collection<Flag> flags) {
        flags.forEach(this::insert);
        flags.stream()
                .collect(Collectors.groupingBy(Flag::project, Collectors.groupingBy(Flag::job, Collectors.counting())))
                .forEach((project, jobs) -> jobs.forEach((job, count) -> audit.record(
                        AuditEntry.of(AuditType.CURATION, AuditAction.CREATE, project.value(), "flags", job.toString())
                                .times(count))));
    }

    private void insert(Flag flag) {
        em.createNativeQuery("""
                insert into flag values
                    (:id, :project, :job, :sop, :frame, :issue, :score, :reason, cast(:evidence as jsonb))
                on conflict (job_id, sop_uid, frame, issue) do update
                set score = excluded.score, reason = excluded.reason, evidence = excluded.evidence""")
                .setParameter("id", flag.id())
                .setParameter("project", flag.project().value())
                .setParameter("job", flag.job())
                .setParameter("sop", flag.frame().instance().value())
                .setParameter("frame", flag.frame().frame())
                .setParameter("issue", flag.issue().name())
                .setParameter("score", flag.score())
                .setParameter("reason", flag.reason())
                .setParameter("evidence", Json.write(flag.evidence()))
                .executeUpdate();
    }

    @Override
    public Optional<Flag> find(UUID flag) {
        return flags(em.createNativeQuery("select " + COLUMNS + " from flag where id = :id")
                        .setParameter("id", flag))
                .stream()
                .findFirst();
    }

    @Override
    public Page<Flag> of(ProjectId project, Optional<CurationIssue> issue, Optional<String> cursor, int limit) {
        String where = (issue.isPresent() ? " and issue = :issue" : "")
                + (cursor.isPresent() ? " and (-score, id) > (-:score, :after)" : "");
        Query sql = em.createNativeQuery("select " + COLUMNS + " from flag where project_id = :project" + where
                        + " order by score desc, id")
                .setParameter("project", project.value())
                .setMaxResults(limit + 1);
        issue.ifPresent(wanted -> sql.setParameter("issue", wanted.name()));
        cursor.map(word -> Cursor.parts(word, 2))
                .ifPresent(parts -> sql.setParameter("score", Double.valueOf(parts.get(0)))
                        .setParameter("after", UUID.fromString(parts.get(1))));
        List<Flag> found = flags(sql);
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        Flag last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), Optional.of(Cursor.of(last.score(), last.id())));
    }

    @Override
    public void decide(Decision decision) {
        Flag flag = find(decision.flag())
                .orElseThrow(() -> new PlatformException(ErrorCode.NOT_FOUND, "there is no such flag to decide about"));
        em.createNativeQuery("""
                insert into decision (flag_id, verdict, decided_by, comment, decided_at)
                values (:flag, :verdict, :by, :comment, :at)""")
                .setParameter("flag", decision.flag())
                .setParameter("verdict", decision.verdict().name())
                .setParameter("by", decision.by())
                .setParameter("comment", decision.comment())
                .setParameter("at", decision.at())
                .executeUpdate();
        audit.record(AuditEntry.of(
                        AuditType.CURATION,
                        AuditAction.UPDATE,
                        flag.project().value(),
                        "flag",
                        flag.id().toString())
                .with("verdict", decision.verdict().name()));
    }

    @Override
    public List<Decision> decisions(UUID flag) {
        List<?> rows = em.createNativeQuery("""
                select verdict, decided_by, comment, decided_at from decision where flag_id = :flag order by id""").setParameter("flag", flag).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> decision(flag, row))
                .toList();
    }

    private static Decision decision(UUID flag, Object[] row) {
        return new Decision(
                flag, Decision.Verdict.valueOf((String) row[0]), (String) row[1], (String) row[2], (Instant) row[3]);
    }

    @Override
    public Set<FrameId> excluded(ProjectId project) {
        return frames(project, "latest.verdict = 'EXCLUDE'");
    }

    @Override
    public Set<FrameId> suspected(ProjectId project) {
        return frames(project, "latest.verdict is distinct from 'KEEP'");
    }

    private Set<FrameId> frames(ProjectId project, String latestDecision) {
        List<?> rows = em.createNativeQuery("""
                select distinct f.sop_uid, f.frame from flag f
                left join lateral (select verdict from decision d where d.flag_id = f.id order by d.id desc limit 1) latest
                    on true
                where f.project_id = :project and\s""" + latestDecision)
                .setParameter("project", project.value())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> frame(row[0], row[1]))
                .collect(Collectors.toSet());
    }

    private static List<Flag> flags(Query sql) {
        List<?> rows = sql.getResultList();
        return rows.stream().map(row -> flag((Object[]) row)).toList();
    }

    private static Flag flag(Object[] row) {
        return new Flag(
                (UUID) row[0],
                new ProjectId((UUID) row[1]),
                (UUID) row[2],
                frame(row[3], row[4]),
                CurationIssue.valueOf((String) row[5]),
                ((Number) row[6]).doubleValue(),
                (String) row[7],
                Json.map((String) row[8]));
    }

    private static FrameId frame(Object instance, Object frame) {
        return new FrameId(new SopInstanceUid((String) instance), ((Number) frame).intValue());
    }
}
