package org.isocenter.cli.command;

import java.util.List;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ProjectCalls;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code isocenter member}: who may work in a project. */
@Command(name = "member", description = "Members of a project; what they may do there is said by their roles.")
public final class MemberCommand extends VerbGroup {

    /** Who may work in a project. */
    record Members(String project, List<String> members) {}

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Lets a user work in a project.")
    int add(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "USER", description = "User name of the identity provider.") String user) {
        ProjectCalls projects = connection.as(LocalUser.ADMIN).projects();
        projects.addMember(project.name(), user);
        return show(projects, project, output);
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Ends a user's membership.")
    int remove(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "USER", description = "User name of the identity provider.") String user) {
        ProjectCalls projects = connection.as(LocalUser.ADMIN).projects();
        projects.removeMember(project.name(), user);
        return show(projects, project, output);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the members of a project.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        return show(connection.as(LocalUser.ADMIN).projects(), project, output);
    }

    private static int show(ProjectCalls projects, ProjectOption project, Output output) {
        List<String> members = projects.members(project.name());
        output.answer(new Members(project.name(), members), String.join(System.lineSeparator(), members));
        return ExitCode.DONE;
    }
}
