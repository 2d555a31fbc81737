package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.isocenter.platform.blob.BlobKey;

/**
 * Which rows name a blob, and blobs that lost such a row. A lock on the blob's name keeps its deletion and a new row that names it apart.
 */
@ApplicationScoped
@Transactional
class BlobRows {
    /** Every place that may name a blob; words of 64 hexadecimal digits in records and results count as well. */
    private static final String NAMED = """
            select blob from instance where blob in (:blobs)
            union select blob from instance_version where blob in (:blobs)
            union select blob from cohort_member where blob in (:blobs)
            union select mask from label where mask in (:blobs)
            union select blob from job_picture where blob in (:blobs)
            union select checkpoint_blob from job where checkpoint_blob in (:blobs)
            union select before_blob from job where before_blob in (:blobs)
            union select word[1] from (
                select regexp_matches(cast(record as text), '[0-9a-f]{64}', 'g') as word from encoder
                union all select regexp_matches(cast(record as text), '[0-9a-f]{64}', 'g') from head
                union all select regexp_matches(cast(result as text), '[0-9a-f]{64}', 'g') from job
                union all select regexp_matches(cast(parameters as text), '[0-9a-f]{64}', 'g') from job) words
            where word[1] in (:blobs)""";

    private final EntityManager em;

    BlobRows(EntityManager em) {
        this.em = em;
    }

    /** Those of some blobs that a row names. */
    Set<BlobKey> named(Collection<BlobKey> blobs) {
        if (blobs.isEmpty()) {
            return Set.of();
        }
        List<?> rows = em.createNativeQuery(NAMED, String.class)
                .setParameter("blobs", blobs.stream().map(BlobKey::sha256).toList())
                .getResultList();
        Set<BlobKey> named = new HashSet<>();
        rows.forEach(row -> named.add(new BlobKey((String) row)));
        return named;
    }

    /** These blobs lost a row; they go if nothing else names them. */
    void remove(Collection<BlobKey> blobs) {
        em.createNativeQuery("""
                insert into removed_blob (blob) select jsonb_array_elements_text(cast(:blobs as jsonb))
                on conflict (blob) do update set removed_at = excluded.removed_at, deleted = false""").setParameter("blobs", json(blobs)).executeUpdate();
    }

    /** Keeps a blob that this transaction is going to name from being deleted. */
    void hold(BlobKey blob) {
        lock("pg_advisory_xact_lock_shared", blob);
    }

    /** Deletes those of some blobs that no row names, and remembers that they went; gives them. */
    Set<BlobKey> deleteUnnamed(Collection<BlobKey> blobs, Consumer<BlobKey> deletion) {
        Set<BlobKey> gone = new TreeSet<>(Comparator.comparing(BlobKey::sha256));
        gone.addAll(blobs);
        gone.forEach(blob -> lock("pg_advisory_xact_lock", blob)); // in order, so that two never wait for one another
        gone.removeAll(named(gone));
        gone.forEach(deletion);
        remove(gone);
        em.createNativeQuery(
                        "update removed_blob set deleted = true where blob in (select jsonb_array_elements_text(cast(:blobs as jsonb)))")
                .setParameter("blobs", json(gone))
                .executeUpdate();
        return gone;
    }

    /** Those of some blobs that lost a row and have not gone yet. */
    Set<BlobKey> leaving(Collection<BlobKey> blobs) {
        return Set.copyOf(keys(em.createNativeQuery(
                        "select blob from removed_blob where not deleted and blob in (select jsonb_array_elements_text(cast(:blobs as jsonb)))",
                        String.class)
                .setParameter("blobs", json(blobs))));
    }

    /** What lost a row and may go now, at most so many. */
    List<BlobKey> waiting(int most) {
        return keys(em.createNativeQuery(
                        "select blob from removed_blob where not deleted and removed_at <= clock_timestamp() order by blob",
                        String.class)
                .setMaxResults(most));
    }

    /** These are named by another row still and stay. */
    void spare(Collection<BlobKey> blobs) {
        em.createNativeQuery(
                        "delete from removed_blob where blob in (select jsonb_array_elements_text(cast(:blobs as jsonb)))")
                .setParameter("blobs", json(blobs))
                .executeUpdate();
    }

    List<BlobKey> deletedSince(Instant moment) {
        return keys(em.createNativeQuery(
                        "select blob from removed_blob where deleted and removed_at >= :moment order by removed_at",
                        String.class)
                .setParameter("moment", moment));
    }

    private void lock(String function, BlobKey blob) {
        em.createNativeQuery("select cast(" + function + "(hashtextextended(:blob, 0)) as text)")
                .setParameter("blob", blob.sha256())
                .getSingleResult();
    }

    private static String json(Collection<BlobKey> blobs) {
        return Json.write(blobs.stream().map(BlobKey::sha256).toList());
    }

    private static List<BlobKey> keys(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> new BlobKey((String) row)).toList();
    }
}
