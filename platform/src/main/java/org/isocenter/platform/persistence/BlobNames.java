package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.NamedBlob;
import org.isocenter.platform.project.ProjectId;

/** Walks through all rows that name a blob, in pages in the order of the blobs. */
@ApplicationScoped
@Transactional
class BlobNames {
    private static final int PAGE = 1000;
    private static final Map<String, String> KINDS = kinds();

    private final EntityManager em;

    BlobNames(EntityManager em) {
        this.em = em;
    }

    /** Blob, project and name by what names it. */
    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("instance", "select blob, project_id, sop_uid from instance where blob > :after order by blob");
        kinds.put("version", """
                select blob, project_id, sop_uid || ' version ' || number from instance_version
                where blob > :after order by blob""");
        kinds.put("cohort member", """
                select blob, cast(null as uuid), min(sop_uid) from cohort_member
                where blob > :after group by blob order by blob""");
        kinds.put("label", """
                select mask, cast(null as uuid), min(sop_uid) from label where mask > :after group by mask order by mask""");
        kinds.put("encoder", """
                select record ->> 'weights', project_id, cast(id as text) from encoder
                where record ->> 'weights' > :after order by 1""");
        kinds.put("head", """
                select record ->> 'weights', project_id, cast(id as text) from head
                where record ->> 'weights' > :after order by 1""");
        kinds.put("job picture", """
                select p.blob, j.project_id, p.job_id || ' ' || p.name || ' ' || p.step
                from job_picture p join job j on j.id = p.job_id where p.blob > :after order by p.blob""");
        kinds.put("job", """
                select checkpoint_blob, project_id, cast(id as text) from job
                where checkpoint_blob > :after and ended_at is null order by checkpoint_blob""");
        return kinds;
    }

    void walk(Consumer<NamedBlob> visitor) {
        KINDS.forEach((what, sql) -> {
            String after = "";
            for (List<Object[]> page = page(sql, after); !page.isEmpty(); page = page(sql, after)) {
                page.forEach(row -> visitor.accept(named(what, row)));
                after = (String) page.get(page.size() - 1)[0];
            }
        });
    }

    private List<Object[]> page(String sql, String after) {
        List<?> rows = em.createNativeQuery(sql)
                .setParameter("after", after)
                .setMaxResults(PAGE)
                .getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    private static NamedBlob named(String what, Object[] row) {
        return new NamedBlob(
                what, Optional.ofNullable((UUID) row[1]).map(ProjectId::new), (String) row[2], new BlobKey((String)
                        row[0]));
    }

    /** A job puts blobs long before a row names them. */
    Instant settledBefore(Instant moment) {
        Instant oldest = (Instant) em.createNativeQuery(
                        "select min(submitted_at) from job where state in ('QUEUED', 'RUNNING', 'PAUSED')",
                        Instant.class)
                .getSingleResult();
        return oldest != null && oldest.isBefore(moment) ? oldest : moment;
    }
}
