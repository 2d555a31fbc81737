package org.isocenter.platform.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.ProjectId;

/** What heads and jobs say about single instances: documents in the store that a head names, and results of jobs. */
@ApplicationScoped
class PredictionRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INSTANCE = "sopInstanceUid";

    private final EntityManager em;
    private final BlobStore store;
    private final BlobRows blobs;

    PredictionRows(EntityManager em, BlobStore store, BlobRows blobs) {
        this.em = em;
        this.store = store;
        this.blobs = blobs;
    }

    /** Leaves out what is said about some instances. */
    void forget(ProjectId project, Set<String> instances) {
        for (Object[] head : rows(
                "select id, record #>> '{configuration,predictions}' from head where project_id = :project"
                        + " and record #>> '{configuration,predictions}' is not null",
                project)) {
            forgetOfHead((UUID) head[0], new BlobKey((String) head[1]), instances);
        }
        for (Object[] job : rows(
                "select id, cast(result as text) from job where project_id = :project"
                        + " and cast(result as text) like '%" + INSTANCE + "%'",
                project)) {
            JsonNode result = parse(((String) job[1]).getBytes(UTF_8));
            if (remove(result, instances)) {
                update("update job set result = cast(:value as jsonb) where id = :id", job[0], result.toString());
            }
        }
    }

    private void forgetOfHead(UUID head, BlobKey document, Set<String> instances) {
        if (!store.contains(document)) {
            return;
        }
        JsonNode predictions = parse(read(document));
        if (remove(predictions, instances)) {
            BlobKey left = store.put(predictions.toString().getBytes(UTF_8));
            blobs.hold(left);
            update(
                    "update head set record = jsonb_set(record, '{configuration,predictions}', to_jsonb(cast(:value as text))) where id = :id",
                    head,
                    left.sha256());
            blobs.remove(List.of(document));
        }
    }

    /** Takes entries about these instances out of every array below a node; whether there were any. */
    private static boolean remove(JsonNode node, Set<String> instances) {
        boolean changed = false;
        for (Iterator<JsonNode> children = node.iterator(); children.hasNext(); ) {
            JsonNode child = children.next();
            if (node.isArray() && instances.contains(child.path(INSTANCE).asText())) {
                children.remove();
                changed = true;
            } else {
                changed |= remove(child, instances);
            }
        }
        return changed;
    }

    private List<Object[]> rows(String sql, ProjectId project) {
        List<?> rows = em.createNativeQuery(sql)
                .setParameter("project", project.value())
                .getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    private void update(String sql, Object id, String value) {
        em.createNativeQuery(sql)
                .setParameter("id", id)
                .setParameter("value", value)
                .executeUpdate();
    }

    private byte[] read(BlobKey blob) {
        try (InputStream in = store.open(blob)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
