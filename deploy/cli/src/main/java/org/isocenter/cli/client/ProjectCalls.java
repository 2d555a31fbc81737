package org.isocenter.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects and their members; a project is named by its name or identifier. */
public final class ProjectCalls {
    private final Http http;

    ProjectCalls(Http http) {
        this.http = http;
    }

    /** A project. */
    public record Project(UUID id, String name, String aeTitle, Set<String> deidentification, String duplicates) {}

    /** A wish for a project; without options the research default is chosen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NewProject(
            String name,
            String aeTitle,
            @Nullable Set<String> deidentification,
            @Nullable String duplicates) {

        /** With the policy that keeps the first of two contents. */
        public NewProject(String name, String aeTitle, @Nullable Set<String> deidentification) {
            this(name, aeTitle, deidentification, null);
        }
    }

    private record Change(String duplicates) {}

    public List<Project> list() {
        return http.list("/api/v1/projects", Project.class);
    }

    public Project create(NewProject wish) {
        return http.post("/api/v1/projects", wish, Project.class);
    }

    /** Changes what happens to instances that come again from now on. */
    public Project change(String project, String duplicates) {
        return http.patch(path(project), new Change(duplicates), Project.class);
    }

    /** User names. */
    public List<String> members(String project) {
        return http.list(path(project) + "/members", String.class);
    }

    public void addMember(String project, String user) {
        http.put(path(project) + "/members/" + Http.encode(user));
    }

    public void removeMember(String project, String user) {
        http.delete(path(project) + "/members/" + Http.encode(user));
    }

    /** Where a project's resources start. */
    static String path(String project) {
        return "/api/v1/projects/" + Http.encode(project);
    }
}
