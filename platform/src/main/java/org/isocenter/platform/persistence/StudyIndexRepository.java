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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditOutcome;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.Certificate;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.InstanceVersion;
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

    private final EntityManager em;
    private final DuplicateRows duplicates;
    private final AuditLog audit;

    StudyIndexRepository(EntityManager em, DuplicateRows duplicates, AuditLog audit) {
        this.em = em;
        this.duplicates = duplicates;
        this.audit = audit;
    }

    @Override
    public boolean index(InstanceRecord instance, DuplicatePolicy policy, Certificate certificate) {
        if (insert(instance)) {
            audit.record(imported(instance, AuditAction.CREATE, certificate));
            return true;
        }
        boolean taken = supersede(instance, policy);
        if (taken) {
            audit.record(imported(instance, AuditAction.UPDATE, certificate));
        }
        return taken;
    }

    /** The event of an arrival, with the certificate of what was done to it. */
    private static AuditEntry imported(InstanceRecord instance, AuditAction action, Certificate certificate) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "study",
                instance.study().value(),
                "sha256After",
                instance.blob().sha256()));
        instance.digest().ifPresent(digest -> detail.put("sha256Before", digest));
        if (!certificate.equals(Certificate.NONE)) {
            detail.put("profile", certificate.profile());
            detail.put("keyId", certificate.keyId());
            detail.put("actions", certificate.counts());
        }
        return new AuditEntry(
                AuditType.IMPORT,
                action,
                AuditOutcome.SUCCESS,
                Optional.of(instance.project().value()),
                "instance",
                instance.instance().value(),
                1,
                detail);
    }

    /** The one before leaves first, and its series and study where it was their last. */
    private boolean supersede(InstanceRecord instance, DuplicatePolicy policy) {
        boolean taken = duplicates.supersede(instance, policy);
        return taken && insert(instance);
    }

    /** Names the blob under its lock, so that nobody deletes it in between. */
    private boolean insert(InstanceRecord instance) {
        Number inserted = (Number) em.createNativeQuery("""
                with guard as materialized (
                    select pg_advisory_xact_lock_shared(hashtextextended(:blob, 0))
                ), stored as (
                    insert into instance (project_id, study_uid, series_uid, sop_uid, instance_number, patient, blob,
                                          frames, modality, headers, source_key, digest)
                    select :project, :study, :series, :sop, :number, :patient, :blob, :frames, :modality,
                           cast(:headers as jsonb), cast(:source as text), cast(:digest as text)
                    from guard
                    on conflict (project_id, sop_uid) do nothing
                    returning project_id, study_uid, series_uid, patient, modality, headers
                ), of_study as (
                    insert into study (project_id, study_uid, patient, headers)
                    select project_id, study_uid, patient, headers from stored on conflict do nothing
                ), of_series as (
                    insert into series (project_id, study_uid, series_uid, modality, headers)
                    select project_id, study_uid, series_uid, modality, headers from stored on conflict do nothing
                )
                select count(*) from stored""")
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
                .setParameter("digest", instance.digest().orElse(null))
                .getSingleResult();
        return inserted.intValue() > 0;
    }

    @Override
    public Optional<BlobKey> repeated(
            ProjectId project, SopInstanceUid instance, String digest, DuplicatePolicy policy) {
        return duplicates.repeated(project, instance, digest, policy);
    }

    @Override
    public void repair(InstanceRecord instance) {
        duplicates.repair(instance);
        insert(instance);
    }

    @Override
    public List<InstanceVersion> versions(ProjectId project, SopInstanceUid instance) {
        return duplicates.versions(project, instance);
    }

    private static int number(InstanceRecord instance) {
        return instance.headers().get("InstanceNumber") instanceof Number number ? number.intValue() : 0;
    }

    @Override
    public Page<InstanceRecord> find(StudyQuery query) {
        IndexWhere where = IndexWhere.instances(query.project().value(), query.criteria());
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
        IndexWhere where = IndexWhere.studies(query.project().value(), query.criteria());
        List<Study> studies = rows(query, where, List.of("study_uid"), """
                select study_uid, patient, modalities, series, instances, cast(headers as text)
                from (select * from study where %s%s order by study_uid limit :limit) as page
                cross join lateral (
                    select string_agg(distinct modality, ',' order by modality) as modalities, count(*) as series
                    from series where (project_id, study_uid) = (page.project_id, page.study_uid)) as of_series
                cross join lateral (
                    select count(*) as instances
                    from instance where (project_id, study_uid) = (page.project_id, page.study_uid)) as of_instances
                order by study_uid""").stream()
                .map(StudyIndexRepository::study)
                .toList();
        return page(studies, query.limit(), last -> Cursor.of(last.uid()));
    }

    @Override
    public Page<Series> series(StudyQuery query) {
        IndexWhere where = IndexWhere.series(query.project().value(), query.criteria());
        List<Series> series = rows(query, where, List.of("series_uid", "study_uid"), """
                select series_uid, study_uid, modality, instances, cast(headers as text)
                from (select series.* from series join study using (project_id, study_uid)
                      where %s%s order by series_uid, study_uid limit :limit) as page
                cross join lateral (
                    select count(*) as instances from instance
                    where (project_id, study_uid, series_uid) = (page.project_id, page.study_uid, page.series_uid)) as of_instances
                order by series_uid, study_uid""").stream()
                .map(StudyIndexRepository::series)
                .toList();
        return page(series, query.limit(), last -> Cursor.of(last.uid(), last.study()));
    }

    /** One page of rows and one more; {@code sql} leaves room for the conditions and for where the page before ended. */
    private List<Object[]> rows(StudyQuery query, IndexWhere where, List<String> order, String sql) {
        List<String> after =
                query.cursor().map(cursor -> Cursor.parts(cursor, order.size())).orElse(List.of());
        String from = after.isEmpty()
                ? ""
                : " and (%s) > (%s)"
                        .formatted(String.join(", ", order), ":after0" + (order.size() > 1 ? ", :after1" : ""));
        Query bound = where.bind(em.createNativeQuery(sql.formatted(where.sql(), from)))
                .setParameter("limit", query.limit() + 1);
        for (int i = 0; i < after.size(); i++) {
            bound.setParameter("after" + i, after.get(i));
        }
        List<?> rows = bound.getResultList();
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
