package org.isocenter.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.isocenter.cli.client.CohortCalls;
import org.isocenter.cli.client.CohortCalls.Cohort;
import org.isocenter.cli.client.CohortCalls.Condition;
import org.isocenter.cli.client.CohortCalls.Split;
import org.isocenter.cli.client.CohortCalls.Version;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter cohort}: named queries and their frozen versions. */
@Command(name = "cohort", description = "A cohort is a named query; a version is its frozen membership with a split.")
public final class CohortCommand extends VerbGroup {

    /** A cohort with its versions, oldest first. */
    record CohortView(Cohort cohort, List<Version> versions) {}

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Names a query and freezes what it finds now.")
    int create(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin SplitOptions split,
            @Parameters(paramLabel = "NAME", description = "Of the cohort, new in the project.") String name,
            @Option(
                            names = "--where",
                            paramLabel = "CONDITION",
                            description = "Modality=CT,MR or StudyDescription~*head* or Rows=256..512; repeatable, all"
                                    + " must hold; without one everything in the project.")
                    @Nullable
                    List<String> where,
            @Option(names = "--no-freeze", description = "Only names the query.") boolean noFreeze) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        List<Condition> conditions = Optional.ofNullable(where).orElse(List.of()).stream()
                .map(Conditions::read)
                .toList();
        Split wish = split.read(new Named(client, project.name()));
        Cohort cohort = cohort(client.cohorts(), project.name(), name, conditions);
        List<Version> versions = noFreeze ? List.of() : List.of(client.cohorts().freeze(cohort.id(), wish));
        return show(cohort, versions, output);
    }

    /** Repeating a call whose freezing failed finds the cohort of the same query again. */
    private static Cohort cohort(CohortCalls cohorts, String project, String name, List<Condition> conditions) {
        Optional<Cohort> known = cohorts.list(project).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            return cohorts.create(project, name, conditions);
        }
        boolean same = known.get().conditions().equals(conditions)
                && cohorts.versions(known.get().id()).isEmpty();
        return known.filter(cohort -> same)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.CONFLICT,
                        "the project has a cohort of this name; choose another, or freeze its next version"));
    }

    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description = "Freezes the next version: what the query finds now, without what stewards excluded.")
    int freeze(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin SplitOptions split,
            @Parameters(paramLabel = "COHORT", description = "Name or identifier.") String word) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Named named = new Named(client, project.name());
        Cohort cohort = named.cohort(word);
        return show(cohort, List.of(client.cohorts().freeze(cohort.id(), split.read(named))), output);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a cohort and its versions.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "COHORT", description = "Name or identifier.") String word) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Cohort cohort = new Named(client, project.name()).cohort(word);
        return show(cohort, client.cohorts().versions(cohort.id()), output);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the project's cohorts.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<Cohort> cohorts = connection.as(LocalUser.RESEARCHER).cohorts().list(project.name());
        TextTable table = new TextTable("id", "cohort", "conditions");
        cohorts.forEach(
                each -> table.row(each.id(), each.name(), each.conditions().size()));
        output.answer(cohorts, table.toString());
        return ExitCode.DONE;
    }

    private static int show(Cohort cohort, List<Version> versions, Output output) {
        TextTable table = new TextTable("version", "id", "frames", "patients", "seed", "sha256");
        versions.forEach(each ->
                table.row(each.number(), each.id(), each.frames(), each.patients(), each.seed(), each.sha256()));
        List<String> lines = new ArrayList<>(List.of("Cohort " + cohort.name() + " " + cohort.id()));
        lines.add(table.toString());
        output.answer(new CohortView(cohort, versions), String.join(System.lineSeparator(), lines));
        return ExitCode.DONE;
    }
}
