package org.isocenter.platform.persistence;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.Series;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.Study;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.study.StudyUid;

/** The index of instances over JSONB headers. */
@ApplicationScoped
@Transactional
class StudyIndexRepository implements StudyIndex {
    private static final String ORDER = "study_uid, series_uid, instance_number, sop_uid";
    private static final String FIRST_HEADERS =
            "cast((array_agg(headers order by series_uid, instance_number, sop_uid))[1] as text)";

    private final EntityManager em;
    private final AuditLog audit;

    StudyIndexRepository(EntityManager em, AuditLog audit) {
        this.em = em;
        this.audit = audit;
    }

    @Override
    public boolean index(InstanceRecord instance) {
        int inserted = em.createNativeQuery("""
                insert into instance (project_id, study_uid, series_uid, sop_uid, instance_number, patient, blob,
                                      frames, modality, headers, source_key)
                values (:project, :study, :series, :sop, :number, :patient, :blob, :frames, :modality,
                        cast(:headers as jsonb), cast(:source as text))
                on conflict (project_id, sop_uid) do nothing""")
                .setParameter("project", instance.project().value())
                .setParameter("study", instance.study().value())
                .setParameter("series", instance.series().value())
                .setParameter("sop", instance.instance().value())
                .setParameter("number", number(instance))
                .setParameter("patient", instance.patient().value())
                .setParameter("blob", instance.blob().sha256())
                .setParameter("frames", instance.frames())
                .setParameter("modality", instance.modality().code())
                .setParameter("headers", Json.write(instance.headers()))
                .setParameter("source", instance.sourceKey().orElse(null))
                .executeUpdate();
        if (inserted > 0) {
            audit.record(AuditEntry.of(
                            AuditType.IMPORT,
                            AuditAction.CREATE,
                            instance.project().value(),
                            "instance",
                            instance.instance().value())
                    .with("study", instance.study().value()));
        }
        return inserted > 0;
    }

    private static int number(InstanceRecord instance) {
        return instance.headers().get("InstanceNumber") instanceof Number number ? number.intValue() : 0;
    }

    @Override
    public Page<InstanceRecord> find(StudyQuery query) {
        InstanceWhere where = new InstanceWhere(query.project().value(), query.criteria());
        String after = query.cursor().isPresent() ? " and (" + ORDER + ") > (:study, :series, :number, :sop)" : "";
        Query sql = where.bind(em.createNativeQuery(
                "select * from instance where " + where.sql() + after + " order by " + ORDER, InstanceEntity.class));
        query.cursor().map(cursor -> Cursor.parts(cursor, 4)).ifPresent(parts -> sql.setParameter("study", parts.get(0))
                .setParameter("series", parts.get(1))
                .setParameter("number", Integer.valueOf(parts.get(2)))
                .setParameter("sop", parts.get(3)));
        return page(entities(sql.setMaxResults(query.limit() + 1)), query.limit(), StudyIndexRepository::cursor)
                .map(InstanceEntity::toRecord);
    }

    private static String cursor(InstanceEntity last) {
        return Cursor.of(last.studyUid, last.seriesUid, last.instanceNumber, last.sopUid);
    }

    @Override
    public Page<Study> studies(StudyQuery query) {
        String columns = "study_uid, min(patient), string_agg(distinct modality, ',' order by modality), "
                + "count(distinct series_uid), count(*), " + FIRST_HEADERS;
        List<Study> studies = groups(query, "study_uid", columns).stream()
                .map(StudyIndexRepository::study)
                .toList();
        return page(studies, query.limit(), last -> Cursor.of(last.uid()));
    }

    @Override
    public Page<Series> series(StudyQuery query) {
        String columns = "series_uid, min(study_uid), min(modality), count(*), " + FIRST_HEADERS;
        List<Series> series = groups(query, "series_uid", columns).stream()
                .map(StudyIndexRepository::series)
                .toList();
        return page(series, query.limit(), last -> Cursor.of(last.uid()));
    }

    /** Sums up all instances of those groups in which one instance meets the query. */
    private List<Object[]> groups(StudyQuery query, String group, String columns) {
        InstanceWhere where = new InstanceWhere(query.project().value(), query.criteria());
        String after = query.cursor().isPresent() ? " and %s > :after".formatted(group) : "";
        Query sql = where.bind(em.createNativeQuery("""
                select %2$s from instance
                where project_id = :project and %1$s in (select %1$s from instance where %3$s%4$s)
                group by %1$s order by %1$s""".formatted(group, columns, where.sql(), after)))
                .setParameter("project", query.project().value())
                .setMaxResults(query.limit() + 1);
        query.cursor()
                .ifPresent(cursor ->
                        sql.setParameter("after", Cursor.parts(cursor, 1).get(0)));
        List<?> rows = sql.getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    private static Study study(Object[] row) {
        return new Study(
                new StudyUid((String) row[0]),
                new Pseudonym((String) row[1]),
                List.of(((String) row[2]).split(",", -1)),
                ((Number) row[3]).intValue(),
                ((Number) row[4]).intValue(),
                Json.map((String) row[5]));
    }

    private static Series series(Object[] row) {
        return new Series(
                new SeriesUid((String) row[0]),
                new StudyUid((String) row[1]),
                new Modality((String) row[2]),
                ((Number) row[3]).intValue(),
                Json.map((String) row[4]));
    }

    @Override
    public Optional<InstanceRecord> get(ProjectId project, SopInstanceUid instance) {
        return Optional.ofNullable(get(project, List.of(instance)).get(instance));
    }

    @Override
    public Map<SopInstanceUid, InstanceRecord> get(ProjectId project, Collection<SopInstanceUid> instances) {
        return by("sop_uid", project, instances.stream().map(SopInstanceUid::value))
                .collect(toMap(InstanceRecord::instance, Function.identity()));
    }

    @Override
    public Map<String, InstanceRecord> bySourceKey(ProjectId project, Collection<String> sourceKeys) {
        Map<String, InstanceRecord> found = new HashMap<>();
        by("source_key", project, sourceKeys.stream())
                .forEach(each -> found.put(each.sourceKey().orElseThrow(), each));
        return found;
    }

    private Stream<InstanceRecord> by(String column, ProjectId project, Stream<String> values) {
        Query sql = em.createNativeQuery(
                        "select i.* from instance i where project_id = :project and " + column
                                + " in (select jsonb_array_elements_text(cast(:values as jsonb)))",
                        InstanceEntity.class)
                .setParameter("project", project.value())
                .setParameter("values", Json.write(values.toList()));
        return entities(sql).stream().map(InstanceEntity::toRecord);
    }

    @SuppressWarnings("unchecked") // a native query over an entity class has that class
    private static List<InstanceEntity> entities(Query sql) {
        return sql.getResultList();
    }

    private static <T> Page<T> page(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.get(limit - 1))));
    }
}
