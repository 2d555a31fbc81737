package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.Connection;
import org.isocenter.platform.pacs.PullLimits;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;

/** The archives of projects; each change is in the trail. */
@ApplicationScoped
@Transactional
class ArchiveRepository implements RemoteArchives {
    private static final String SELECT =
            "select project_id, name, cast(connection as text), cast(limits as text) from archive where project_id = :project";

    private final EntityManager em;
    private final AuditLog audit;

    ArchiveRepository(EntityManager em, AuditLog audit) {
        this.em = em;
        this.audit = audit;
    }

    @Override
    public RemoteArchive add(RemoteArchive archive) {
        int added = em.createNativeQuery("""
                insert into archive (project_id, name, connection, limits)
                values (:project, :name, cast(:connection as jsonb), cast(:limits as jsonb)) on conflict do nothing""")
                .setParameter("project", archive.project().value())
                .setParameter("name", archive.name())
                .setParameter("connection", Json.write(archive.connection()))
                .setParameter("limits", Json.write(archive.limits()))
                .executeUpdate();
        if (added == 0) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "the project has an archive of this name; remove it first or choose another");
        }
        audit(AuditAction.CREATE, archive.project(), archive.name());
        return archive;
    }

    @Override
    public List<RemoteArchive> of(ProjectId project) {
        return archives(em.createNativeQuery(SELECT + " order by name").setParameter("project", project.value()));
    }

    @Override
    public Optional<RemoteArchive> find(ProjectId project, String name) {
        return archives(em.createNativeQuery(SELECT + " and name = :name")
                        .setParameter("project", project.value())
                        .setParameter("name", name))
                .stream()
                .findFirst();
    }

    @Override
    public List<Connection.Dimse> titled(ProjectId project, String aeTitle) {
        return archives(em.createNativeQuery(SELECT + " and connection ->> 'aeTitle' = :title")
                        .setParameter("project", project.value())
                        .setParameter("title", aeTitle))
                .stream()
                .map(RemoteArchive::connection)
                .map(Connection.Dimse.class::cast)
                .toList();
    }

    @Override
    public void remove(ProjectId project, String name) {
        int removed = em.createNativeQuery("delete from archive where project_id = :project and name = :name")
                .setParameter("project", project.value())
                .setParameter("name", name)
                .executeUpdate();
        if (removed == 0) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no archive of this name in the project");
        }
        audit(AuditAction.DELETE, project, name);
    }

    private void audit(AuditAction action, ProjectId project, String name) {
        audit.record(AuditEntry.of(AuditType.ARCHIVE, action, project.value(), "archive", name));
    }

    private static List<RemoteArchive> archives(Query sql) {
        List<?> rows = sql.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(ArchiveRepository::archive)
                .toList();
    }

    private static RemoteArchive archive(Object[] row) {
        return new RemoteArchive(
                new ProjectId((UUID) row[0]),
                (String) row[1],
                Json.read((String) row[2], Connection.class),
                Json.read((String) row[3], PullLimits.class));
    }
}
