package org.isocenter.platform.project;

import java.util.List;
import java.util.Optional;

/** Keeps projects and their members. */
public interface Projects {

    /** Adds a project with a fresh key; {@code CONFLICT} where name or AE title is taken. */
    Project create(Project project);

    /** Changes what happens to instances that come again from now on; {@code NOT_FOUND} where there is no such project. */
    Project change(ProjectId id, DuplicatePolicy duplicates);

    Optional<Project> find(ProjectId id);

    Optional<Project> findByName(String name);

    Optional<Project> findByAeTitle(String aeTitle);

    /** All projects by name. */
    List<Project> all();

    /** The projects that a user is a member of, by name. */
    List<Project> of(String user);

    /** Adds a member; does nothing where it is one already. */
    void add(Member member);

    /** Removes a member; does nothing where it is none. */
    void remove(Member member);

    List<Member> members(ProjectId project);

    boolean isMember(ProjectId project, String user);
}
