package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.ADMIN_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.DeidentificationOption;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Projects and their members. */
@Authenticated
@Path("/api/v1")
public class ProjectResource {
    private final Projects projects;
    private final Access access;

    ProjectResource(Projects projects, Access access) {
        this.projects = projects;
        this.access = access;
    }

    /** A wish for a project; without options the research default is chosen, without a policy the first of two instances stays. */
    public record NewProject(
            @NotBlank String name,
            @NotBlank String aeTitle,
            @Nullable Set<DeidentificationOption> deidentification,
            @Nullable DuplicatePolicy duplicates) {
        Project toProject() {
            DeidentificationChoice choice = deidentification == null
                    ? DeidentificationChoice.RESEARCH
                    : new DeidentificationChoice(deidentification);
            return new Project(
                    ProjectId.random(),
                    name,
                    aeTitle,
                    choice,
                    duplicates == null ? DuplicatePolicy.IGNORE : duplicates);
        }
    }

    /** What may be changed of a project. */
    public record Change(@NotNull DuplicatePolicy duplicates) {}

    /** A project as it is shown. */
    public record ProjectView(
            UUID id,
            String name,
            String aeTitle,
            Set<DeidentificationOption> deidentification,
            DuplicatePolicy duplicates) {
        static ProjectView of(Project project) {
            return new ProjectView(
                    project.id().value(),
                    project.name(),
                    project.aeTitle(),
                    project.deidentification().options(),
                    project.duplicates());
        }
    }

    @GET
    @Path("projects")
    @RolesAllowed({ADMIN_NAME, DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
    public List<ProjectView> list() {
        List<Project> mine = access.actor().has(Role.ADMIN)
                ? projects.all()
                : projects.of(access.actor().name());
        return mine.stream().map(ProjectView::of).toList();
    }

    @POST
    @Path("projects")
    @RolesAllowed(ADMIN_NAME)
    public Response create(@NotNull @Valid NewProject request) {
        Project project = projects.create(request.toProject());
        return Response.created(URI.create("/api/v1/projects/" + project.id()))
                .entity(ProjectView.of(project))
                .build();
    }

    @GET
    @Path("projects/{project}")
    @RolesAllowed({ADMIN_NAME, DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
    public ProjectView show(String project) {
        return ProjectView.of(access.projectForAdministration(project));
    }

    @PATCH
    @Path("projects/{project}")
    @RolesAllowed({ADMIN_NAME, DATA_STEWARD_NAME})
    public ProjectView change(String project, @NotNull @Valid Change request) {
        Project owner = access.projectForAdministration(project);
        return ProjectView.of(projects.change(owner.id(), request.duplicates()));
    }

    @GET
    @Path("projects/{project}/members")
    @RolesAllowed({ADMIN_NAME, DATA_STEWARD_NAME})
    public List<String> members(String project) {
        return projects.members(access.projectForAdministration(project).id()).stream()
                .map(Member::user)
                .toList();
    }

    @PUT
    @Path("projects/{project}/members/{user}")
    @RolesAllowed(ADMIN_NAME)
    public void addMember(String project, String user) {
        projects.add(new Member(access.projectForAdministration(project).id(), user));
    }

    @DELETE
    @Path("projects/{project}/members/{user}")
    @RolesAllowed(ADMIN_NAME)
    public void removeMember(String project, String user) {
        projects.remove(new Member(access.projectForAdministration(project).id(), user));
    }
}
