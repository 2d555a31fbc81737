package org.isocenter.platform.persistence;

import io.quarkus.cache.CacheInvalidateAll;
import io.quarkus.cache.CacheResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.AuditLog;

/**
 * Projects and members in tables. Whoever takes in or gives objects asks for their project each time, so an answer is kept for a second; a change made in this
 * process is seen at once, one made in another after that second. Who is named by its AE title is always asked for anew: a receiver must learn that the database is
 * away before it takes an object.
 */
@ApplicationScoped
@Transactional
class ProjectRepository implements Projects {
    /** Its entries live for a second, by this module's {@code microprofile-config.properties}. */
    static final String RECENT = "projects";

    private final EntityManager em;
    private final AuditLog audit;
    private final ProjectKeyStore keys;

    ProjectRepository(EntityManager em, AuditLog audit, ProjectKeyStore keys) {
        this.em = em;
        this.audit = audit;
        this.keys = keys;
    }

    @Override
    @CacheInvalidateAll(cacheName = RECENT)
    public Project create(Project project) {
        ProjectEntity entity = new ProjectEntity(project, keys.newSealedKey(project.id()));
        Conflicts.insert(em, entity, "another project has this name or AE title; choose others");
        audit.record(AuditEntry.of(
                        AuditType.PROJECT, AuditAction.CREATE, project.id().value(), "project", project.name())
                .with(
                        "options",
                        new java.util.TreeSet<>(project.deidentification().options()).toString()));
        return project;
    }

    @Override
    @CacheInvalidateAll(cacheName = RECENT)
    public Project change(ProjectId id, DuplicatePolicy duplicates) {
        ProjectEntity entity = em.find(ProjectEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (entity == null) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no such project to change");
        }
        audit.record(AuditEntry.of(AuditType.PROJECT, AuditAction.UPDATE, id.value(), "project", entity.name)
                .with("duplicates", duplicates.name())
                .with("duplicatesBefore", entity.duplicates.name()));
        entity.duplicates = duplicates;
        return entity.toProject();
    }

    @Override
    @CacheResult(cacheName = RECENT)
    public Optional<Project> find(ProjectId id) {
        return Optional.ofNullable(em.find(ProjectEntity.class, id.value())).map(ProjectEntity::toProject);
    }

    @Override
    @CacheResult(cacheName = RECENT)
    public Optional<Project> findByName(String name) {
        return by("name", name);
    }

    @Override
    public Optional<Project> findByAeTitle(String aeTitle) {
        return by("aeTitle", aeTitle);
    }

    private Optional<Project> by(String field, String value) {
        return em
                .createQuery("from ProjectEntity where " + field + " = :value", ProjectEntity.class)
                .setParameter("value", value)
                .getResultList()
                .stream()
                .findFirst()
                .map(ProjectEntity::toProject);
    }

    @Override
    public List<Project> all() {
        return em.createQuery("from ProjectEntity order by name", ProjectEntity.class)
                .getResultStream()
                .map(ProjectEntity::toProject)
                .toList();
    }

    @Override
    @SuppressWarnings("unchecked") // a native query over an entity class has that class
    public List<Project> of(String user) {
        List<ProjectEntity> mine = em.createNativeQuery(
                        "select p.* from project p join member m on m.project_id = p.id where m.user_name = :user order by p.name",
                        ProjectEntity.class)
                .setParameter("user", user)
                .getResultList();
        return mine.stream().map(ProjectEntity::toProject).toList();
    }

    @Override
    public void add(Member member) {
        change("insert into member values (:project, :user) on conflict do nothing", member, AuditAction.CREATE);
    }

    @Override
    public void remove(Member member) {
        change("delete from member where project_id = :project and user_name = :user", member, AuditAction.DELETE);
    }

    private void change(String sql, Member member, AuditAction action) {
        UUID project = member.project().value();
        int changed = em.createNativeQuery(sql)
                .setParameter("project", project)
                .setParameter("user", member.user())
                .executeUpdate();
        if (changed > 0) {
            audit.record(AuditEntry.of(AuditType.PROJECT, action, project, "member", member.user()));
        }
    }

    @Override
    @SuppressWarnings("unchecked") // one text column
    public List<Member> members(ProjectId project) {
        List<String> users = em.createNativeQuery(
                        "select user_name from member where project_id = :project order by user_name", String.class)
                .setParameter("project", project.value())
                .getResultList();
        return users.stream().map(user -> new Member(project, user)).toList();
    }

    @Override
    public boolean isMember(ProjectId project, String user) {
        return !em.createNativeQuery("select 1 from member where project_id = :project and user_name = :user")
                .setParameter("project", project.value())
                .setParameter("user", user)
                .getResultList()
                .isEmpty();
    }
}
