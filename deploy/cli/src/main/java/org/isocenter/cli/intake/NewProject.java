package org.isocenter.cli.intake;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ProjectCalls;
import org.isocenter.cli.client.ProjectCalls.Project;

/** Makes the project of a run, with the users that take its steps as members. */
public final class NewProject {
    private static final List<LocalUser> MEMBERS =
            List.of(LocalUser.STEWARD, LocalUser.RESEARCHER, LocalUser.SECOND_RESEARCHER, LocalUser.RADIOLOGIST);

    private NewProject() {}

    /** A project named after the seed; a second run with the same seed gets a number behind it. */
    public static Project make(IsocenterClient admin, long seed) {
        Set<String> taken = admin.projects().list().stream().map(Project::name).collect(Collectors.toSet());
        int number = 1;
        while (taken.contains(name(seed, number))) {
            number++;
        }
        Project project =
                admin.projects().create(new ProjectCalls.NewProject(name(seed, number), aeTitle(seed, number), null));
        MEMBERS.forEach(user -> admin.projects().addMember(project.name(), user.userName()));
        return project;
    }

    private static String name(long seed, int number) {
        return number == 1 ? "demo-" + seed : "demo-%d-%d".formatted(seed, number);
    }

    /** At most 16 characters. */
    private static String aeTitle(long seed, int number) {
        String digits = Long.toString(Math.floorMod(seed, 100_000_000L));
        return number == 1 ? "DEMO" + digits : "DEMO%s-%d".formatted(digits, number);
    }
}
