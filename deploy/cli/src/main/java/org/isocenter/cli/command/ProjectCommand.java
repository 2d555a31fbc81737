package org.isocenter.cli.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ProjectCalls;
import org.isocenter.cli.client.ProjectCalls.NewProject;
import org.isocenter.cli.client.ProjectCalls.Project;
import org.isocenter.cli.client.PurgeCalls;
import org.isocenter.cli.client.PurgeCalls.Purge;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.platform.project.DuplicatePolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter project}: owners of everything else. */
@Command(name = "project", description = "Projects own images, cohorts, labels, encoders and jobs.")
public final class ProjectCommand extends VerbGroup {
    private static final int LONGEST_AE_TITLE = 16;

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a project. On the local stack its local users become members.")
    int create(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "1 to 64 letters, digits, dots, dashes or underscores.")
                    String name,
            @Option(
                            names = "--ae-title",
                            paramLabel = "TITLE",
                            description = "Who receives for it by DICOM; without it made from the name.")
                    @Nullable
                    String aeTitle,
            @Option(
                            names = "--deidentification",
                            paramLabel = "OPTION",
                            split = ",",
                            description = "Options beside the Basic profile, such as MODIFIED_DATES; BASIC for none;"
                                    + " without it the research default.")
                    @Nullable
                    Set<String> options,
            @Option(
                            names = "--duplicates",
                            paramLabel = "POLICY",
                            description =
                                    "What happens to an instance that comes again with other content:"
                                            + " IGNORE keeps the first (the default), VERSIONS keeps all, REFUSE answers so, REPLACE keeps the last.")
                    @Nullable
                    DuplicatePolicy duplicates,
            @Option(names = "--member", paramLabel = "USER", description = "A user who may work in it; repeatable.")
                    @Nullable
                    Set<String> members) {
        ProjectCalls projects = connection.as(LocalUser.ADMIN).projects();
        Project project = projects.create(new NewProject(
                name,
                Optional.ofNullable(aeTitle).orElseGet(() -> aeTitle(name)),
                deidentification(options),
                duplicates == null ? null : duplicates.name()));
        Set<String> users = new LinkedHashSet<>(Optional.ofNullable(members).orElse(Set.of()));
        if (connection.isLocal()) {
            LocalUser.ALL.stream().map(LocalUser::userName).forEach(users::add);
        }
        users.forEach(user -> projects.addMember(name, user));
        output.answer(
                project,
                "Project %s, AE title %s, members %s"
                        .formatted(project.name(), project.aeTitle(), String.join(", ", users)));
        return ExitCode.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows all projects.")
    int list(@Mixin Connection connection, @Mixin Output output) {
        List<Project> projects = connection.as(LocalUser.ADMIN).projects().list();
        TextTable table = new TextTable("project", "AE title", "duplicates", "options");
        projects.forEach(each -> table.row(each.name(), each.aeTitle(), each.duplicates(), each.deidentification()));
        output.answer(projects, table.toString());
        return ExitCode.DONE;
    }

    @Command(name = "set", mixinStandardHelpOptions = true, description = "Changes a project from now on.")
    int set(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "Of the project.") String name,
            @Option(
                            names = "--duplicates",
                            paramLabel = "POLICY",
                            required = true,
                            description = "What happens to an instance that comes again with other content:"
                                    + " IGNORE, VERSIONS, REFUSE or REPLACE.")
                    DuplicatePolicy duplicates) {
        Project project = connection.as(LocalUser.ADMIN).projects().change(name, duplicates.name());
        output.answer(project, "Project %s, duplicates %s".formatted(project.name(), project.duplicates()));
        return ExitCode.DONE;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a project with all its images, labels, cohorts, models and jobs for good,"
                    + " and lists the encoders and heads that have seen them.")
    int delete(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "Of the project.") String name,
            @Option(names = "--confirm", paramLabel = "NAME", description = "The name again.") @Nullable String confirm,
            @Option(names = "--dry-run", description = "Only says what would go.") boolean dryRun) {
        PurgeCalls purges = connection.as(LocalUser.ADMIN).purges();
        Purge purge = dryRun ? purges.planProject(name) : purges.project(name, Purged.confirmed(name, confirm));
        return Purged.show(purge, output);
    }

    private static String aeTitle(String name) {
        String title = name.toUpperCase(Locale.ROOT);
        return title.substring(0, Math.min(LONGEST_AE_TITLE, title.length()));
    }

    private static @Nullable Set<String> deidentification(@Nullable Set<String> options) {
        return options != null && options.equals(Set.of("BASIC")) ? Set.of() : options;
    }
}
