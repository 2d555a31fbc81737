package org.isocenter.platform.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.Sealing;
import org.isocenter.platform.security.SecretKeys;

/** The projects' keys, sealed by the master key; opened ones stay in memory only. */
@ApplicationScoped
class ProjectKeyStore implements ProjectKeys {
    private final EntityManager em;
    private final SecretKeys secrets;
    private final Map<ProjectId, byte[]> opened = new ConcurrentHashMap<>();

    ProjectKeyStore(EntityManager em, SecretKeys secrets) {
        this.em = em;
        this.secrets = secrets;
    }

    byte[] newSealedKey(ProjectId project) {
        return Sealing.seal(secrets.master(), Sealing.newKey(), context(project));
    }

    @Override
    public byte[] key(ProjectId project) {
        byte[] known = opened.get(project);
        if (known == null) {
            known = QuarkusTransaction.joiningExisting().call(() -> open(project));
            opened.put(project, known);
        }
        return known.clone();
    }

    /** A project that is gone has no key any more, in memory either. */
    void forget(ProjectId project) {
        opened.remove(project);
    }

    private byte[] open(ProjectId project) {
        ProjectEntity entity = em.find(ProjectEntity.class, project.value());
        if (entity == null) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no such project, so it has no key");
        }
        return Sealing.open(secrets.master(), entity.sealedKey, context(project));
    }

    private static byte[] context(ProjectId project) {
        return ("project-key " + project).getBytes(UTF_8);
    }
}
