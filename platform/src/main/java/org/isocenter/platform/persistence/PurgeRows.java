package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.purge.PurgeReport;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.purge.Purges.Asked;
import org.isocenter.platform.study.Pseudonym;

/** The statements of a deletion. */
@ApplicationScoped
@Transactional
class PurgeRows {
    private static final String PATIENTS =
            " where project_id = :project and (cast(:patient as text) is null or patient = :patient)";
    private static final String VERSIONS =
            "(select v.id from cohort_version v join cohort c on c.id = v.cohort_id where c.project_id = :project)";
    private static final String INSTANCES =
            "(select sop_uid from instance where project_id = :project and patient = :patient)";
    private static final String SETS = "(select id from label_set where project_id = :project)";
    private static final String JOBS = "(select id from job where project_id = :project)";
    private static final String PICTURES = "job_picture where job_id in " + JOBS
            + " and sop_uids && array(select sop_uid from instance where project_id = :project and patient = :patient)";
    private static final String WORDS =
            "select (regexp_matches(cast(%s as text), '[0-9a-f]{64}', 'g'))[1] from %s where project_id = :project";

    private static final String BLOBS_OF_MODELS_AND_LABELS =
            "select mask as blob from label where mask is not null and label_set_id in " + SETS
                    + " union select blob from job_picture where job_id in " + JOBS
                    + " union select checkpoint_blob from job where project_id = :project and checkpoint_blob is not null"
                    + " union select before_blob from job where project_id = :project and before_blob is not null"
                    + " union " + WORDS.formatted("record", "encoder")
                    + " union " + WORDS.formatted("record", "head")
                    + " union " + WORDS.formatted("result", "job");
    private static final String LATER = "1 hour";

    private final EntityManager em;

    PurgeRows(EntityManager em) {
        this.em = em;
    }

    /** A wish that is kept until it is carried out. */
    record Wish(UUID id, PurgeScope scope, PurgeReport report) {}

    void keep(Wish wish, String user) {
        em.createNativeQuery("""
                insert into purge (id, project_id, patient, requested_by, requested_at, report)
                values (:id, :project, cast(:patient as text), :user, clock_timestamp(), cast(:report as jsonb))""")
                .setParameter("id", wish.id())
                .setParameter("project", wish.scope().project().value())
                .setParameter(
                        "patient", wish.scope().patient().map(Pseudonym::value).orElse(null))
                .setParameter("user", user)
                .setParameter("report", Json.write(wish.report()))
                .executeUpdate();
    }

    List<Wish> waiting() {
        List<?> rows = em.createNativeQuery("""
                select id, project_id, patient, cast(report as text) from purge
                where done_at is null order by requested_at""").getResultList();
        return rows.stream().map(Object[].class::cast).map(PurgeRows::wish).toList();
    }

    List<Asked> since(Instant moment) {
        List<?> rows = em.createNativeQuery(
                        "select requested_at, project_id, patient from purge where requested_at >= :moment order by requested_at")
                .setParameter("moment", moment)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Asked(scope(row), (Instant) row[0]))
                .toList();
    }

    private static PurgeScope scope(Object[] row) {
        return new PurgeScope(
                new ProjectId((UUID) row[1]),
                Optional.ofNullable((String) row[2]).map(Pseudonym::new));
    }

    private static Wish wish(Object[] row) {
        return new Wish((UUID) row[0], scope(row), Json.read((String) row[3], PurgeReport.class));
    }

    void done(UUID wish) {
        em.createNativeQuery("update purge set done_at = clock_timestamp() where id = :id")
                .setParameter("id", wish)
                .executeUpdate();
    }

    /** Waits for whoever is adding something to the project, and keeps others waiting; false where it is gone. */
    boolean lock(ProjectId project) {
        return !em.createNativeQuery("select id from project where id = :id for update", UUID.class)
                .setParameter("id", project.value())
                .getResultList()
                .isEmpty();
    }

    void requireNoJobs(ProjectId project) {
        List<?> jobs = em.createNativeQuery("""
                select cast(id as text) from job
                where project_id = :project and state in ('QUEUED', 'RUNNING', 'PAUSED') order by submitted_at""", String.class)
                .setParameter("project", project.value())
                .getResultList();
        if (!jobs.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "Expected no job of the project under way, for it may hold what is to be deleted; cancel these first: "
                            + jobs.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }

    /**
     * Notes every stored object that a row of the scope names. Objects of instances go at once, because ingest holds them while it names them; masks and
     * weights, which many may share and which are stored long before they are named, go later.
     */
    void noteBlobs(PurgeScope scope) {
        String objects = "select blob from instance" + PATIENTS
                + " union select blob from instance_version" + PATIENTS
                + " union select blob from cohort_member where version_id in " + VERSIONS
                + " and (cast(:patient as text) is null or patient = :patient)";
        PurgeSurvey.bound(em.createNativeQuery(note(objects, "0 min")), scope).executeUpdate();
        if (scope.patient().isPresent()) {
            String masks = "select distinct mask as blob from label where mask is not null and label_set_id in " + SETS
                    + " and sop_uid in " + INSTANCES + " union select blob from " + PICTURES;
            PurgeSurvey.bound(em.createNativeQuery(note(masks, LATER)), scope).executeUpdate();
        } else {
            em.createNativeQuery(note(BLOBS_OF_MODELS_AND_LABELS, LATER))
                    .setParameter("project", scope.project().value())
                    .executeUpdate();
        }
    }

    private static String note(String named, String after) {
        return "insert into removed_blob (blob, removed_at) select blob, clock_timestamp() + interval '" + after
                + "' from (" + named + ") named"
                + " on conflict (blob) do update set removed_at = excluded.removed_at, deleted = false";
    }

    /** SOP Instance UIDs of a patient. */
    Set<String> instances(ProjectId project, Pseudonym patient) {
        List<?> rows = em.createNativeQuery(
                        "select sop_uid from instance where project_id = :project and patient = :patient", String.class)
                .setParameter("project", project.value())
                .setParameter("patient", patient.value())
                .getResultList();
        Set<String> uids = new HashSet<>();
        rows.forEach(row -> uids.add((String) row));
        return uids;
    }

    void deletePatient(ProjectId project, Pseudonym patient) {
        for (String sql : List.of(
                """
                delete from flag f where f.project_id = :project and (f.sop_uid in %1$s or exists (
                    select 1 from regexp_matches(cast(f.evidence as text), '[0-9]+(?:\\.[0-9]+){2,}', 'g') named
                    where named[1] in %1$s))""".formatted(INSTANCES),
                "delete from " + PICTURES,
                "delete from label where label_set_id in " + SETS + " and sop_uid in " + INSTANCES,
                """
                update cohort_version v set lost = lost + lessened.members
                from (select version_id, count(*) as members from cohort_member
                      where patient = :patient and version_id in %s group by version_id) lessened
                where v.id = lessened.version_id""".formatted(VERSIONS),
                "delete from cohort_member where patient = :patient and version_id in " + VERSIONS,
                "delete from instance_version where project_id = :project and patient = :patient",
                "delete from instance where project_id = :project and patient = :patient",
                "update identity set sealed = null, key_id = null where project_id = :project and pseudonym = :patient")) {
            em.createNativeQuery(sql)
                    .setParameter("project", project.value())
                    .setParameter("patient", patient.value())
                    .executeUpdate();
        }
    }

    /** With all that belongs to it; its instances first, with whose last ones studies and series go. */
    void deleteProject(ProjectId project) {
        for (String sql : List.of(
                "delete from instance where project_id = :project", "delete from project where id = :project")) {
            em.createNativeQuery(sql).setParameter("project", project.value()).executeUpdate();
        }
    }
}
