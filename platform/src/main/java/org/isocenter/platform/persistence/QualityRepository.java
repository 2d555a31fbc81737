package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyUid;

/** One row for an instance that has quality events; most have none. */
@ApplicationScoped
@Transactional
class QualityRepository implements QualityEvents {
    private final EntityManager em;

    QualityRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void record(ProjectId project, SopInstanceUid instance, Collection<QualityEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        em.createNativeQuery("""
                insert into instance_quality (project_id, sop_uid, events)
                values (:project, :instance, cast(:events as jsonb))
                on conflict (project_id, sop_uid) do update set events = excluded.events""")
                .setParameter("project", project.value())
                .setParameter("instance", instance.value())
                .setParameter("events", Json.write(events))
                .executeUpdate();
    }

    @Override
    public List<SeriesQuality> of(ProjectId project, StudyUid study) {
        List<?> rows = em.createNativeQuery("""
                select i.series_uid, e ->> 'kind', e ->> 'place', count(*), min(i.sop_uid)
                from instance i join instance_quality q using (project_id, sop_uid), jsonb_array_elements(q.events) e
                where i.project_id = :project and i.study_uid = :study
                group by 1, 2, 3 order by 1, 2, 3""")
                .setParameter("project", project.value())
                .setParameter("study", study.value())
                .getResultList();
        return rows.stream().map(row -> series((Object[]) row)).toList();
    }

    private static SeriesQuality series(Object[] row) {
        return new SeriesQuality(
                new SeriesUid((String) row[0]),
                new QualityEvent(QualityEvent.Kind.valueOf((String) row[1]), (String) row[2]),
                ((Number) row[3]).longValue(),
                new SopInstanceUid((String) row[4]));
    }
}
