package org.isocenter.platform.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.Role;
import org.isocenter.platform.security.Sealing;
import org.isocenter.platform.study.Pseudonym;

/** The map from pseudonym to patient, sealed entry by entry under the project's key. */
@ApplicationScoped
@Transactional
class IdentityRepository implements Identities {
    private final EntityManager em;
    private final AuditLog audit;
    private final ProjectKeys keys;
    private final CurrentActor actor;

    IdentityRepository(EntityManager em, AuditLog audit, ProjectKeys keys, CurrentActor actor) {
        this.em = em;
        this.audit = audit;
        this.keys = keys;
        this.actor = actor;
    }

    @Override
    public void remember(ProjectId project, Pseudonym pseudonym, PatientIdentity identity) {
        byte[] plain = Json.write(identity).getBytes(UTF_8);
        em.createNativeQuery("insert into identity values (:project, :pseudonym, :sealed) on conflict do nothing")
                .setParameter("project", project.value())
                .setParameter("pseudonym", pseudonym.value())
                .setParameter("sealed", Sealing.seal(keys.key(project), plain, context(project, pseudonym)))
                .executeUpdate();
    }

    @Override
    public Optional<PatientIdentity> reveal(ProjectId project, Pseudonym pseudonym) {
        if (!actor.get().has(Role.DATA_STEWARD)) {
            throw new PlatformException(ErrorCode.FORBIDDEN, "only a data steward may see who a pseudonym stands for");
        }
        audit.record(AuditEntry.of(
                AuditType.PATIENT_RECORD, AuditAction.READ, project.value(), "identity", pseudonym.value()));
        return sealed(project, pseudonym)
                .map(bytes -> Sealing.open(keys.key(project), bytes, context(project, pseudonym)))
                .map(plain -> Json.read(new String(plain, UTF_8), PatientIdentity.class));
    }

    private Optional<byte[]> sealed(ProjectId project, Pseudonym pseudonym) {
        Stream<?> found = em.createNativeQuery(
                        "select sealed from identity where project_id = :project and pseudonym = :pseudonym",
                        byte[].class)
                .setParameter("project", project.value())
                .setParameter("pseudonym", pseudonym.value())
                .getResultStream();
        return found.map(byte[].class::cast).findFirst();
    }

    private static byte[] context(ProjectId project, Pseudonym pseudonym) {
        return ("identity " + project + " " + pseudonym).getBytes(UTF_8);
    }
}
