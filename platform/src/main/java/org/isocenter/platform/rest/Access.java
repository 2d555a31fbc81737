package org.isocenter.platform.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.security.Role;

/**
 * Where an actor may act: in the projects it is a member of. What it may do is said by the roles on each resource
 * method. Another project's thing does not exist for it: {@code NOT_FOUND}.
 */
@ApplicationScoped
public class Access {
    private final Projects projects;
    private final CurrentActor actor;

    Access(Projects projects, CurrentActor actor) {
        this.projects = projects;
        this.actor = actor;
    }

    public Actor actor() {
        return actor.get();
    }

    /** The project of this name or identifier, if the actor is a member. */
    public Project project(String nameOrId) {
        return named(nameOrId).filter(project -> isMember(project.id())).orElseThrow(Access::notFound);
    }

    /** The same for an administrator, who may see every project but nothing in it. */
    Project projectForAdministration(String nameOrId) {
        return named(nameOrId)
                .filter(project -> actor().has(Role.ADMIN) || isMember(project.id()))
                .orElseThrow(Access::notFound);
    }

    /** A row, if it is there and the actor is a member of its project. */
    public <T> T row(Optional<T> row, Function<T, ProjectId> project) {
        return row.filter(found -> isMember(project.apply(found))).orElseThrow(Access::notFound);
    }

    private boolean isMember(ProjectId project) {
        return projects.isMember(project, actor().name());
    }

    private Optional<Project> named(String nameOrId) {
        try {
            return projects.find(new ProjectId(UUID.fromString(nameOrId)));
        } catch (IllegalArgumentException e) {
            return projects.findByName(nameOrId);
        }
    }

    private static PlatformException notFound() {
        return new PlatformException(ErrorCode.NOT_FOUND, "there is no such thing in any of your projects");
    }
}
