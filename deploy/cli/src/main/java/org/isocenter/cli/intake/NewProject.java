package org.isocenter.cli.intake;

import java.util.List;
import java.util.Locale;
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

    /**
     * A project named after purpose and seed; a second one gets a number behind it.
     *
     * @param purpose at most 6 letters, so that an AE title holds it
     */
    public static Project make(IsocenterClient admin, String purpose, long seed) {
        Set<String> taken = admin.projects().list().stream().map(Project::name).collect(Collectors.toSet());
        int number = 1;
        while (taken.contains(name(purpose, seed, number))) {
            number++;
        }
        Project project = admin.projects()
                .create(new ProjectCalls.NewProject(name(purpose, seed, number), aeTitle(purpose, seed, number), null));
        MEMBERS.forEach(user -> admin.projects().addMember(project.name(), user.userName()));
        return project;
    }

    private static String name(String purpose, long seed, int number) {
        return number == 1 ? "%s-%d".formatted(purpose, seed) : "%s-%d-%d".formatted(purpose, seed, number);
    }

    /** At most 16 characters. */
    private static String aeTitle(String purpose, long seed, int number) {
        String digits = Long.toString(Math.floorMod(seed, 100_000_000L));
        String name = purpose.toUpperCase(Locale.ROOT) + digits;
        return number == 1 ? name : "%s-%d".formatted(name, number);
    }
}
