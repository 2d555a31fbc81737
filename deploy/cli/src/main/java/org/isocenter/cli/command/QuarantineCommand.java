package org.isocenter.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.QuarantineCalls;
import org.isocenter.cli.client.QuarantineCalls.Held;
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

/** {@code isocenter quarantine}: objects that could not be taken in. */
@Command(name = "quarantine", description = "Objects that were held back, each with its error code.")
public final class QuarantineCommand extends VerbGroup {

    /** What became of an object: {@code STORED}, {@code DUPLICATE}, {@code QUARANTINED} or {@code DISCARDED}. */
    record Fate(String id, String fate) {}

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows what waits.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<Held> held = connection.as(LocalUser.STEWARD).quarantine().list(project.name());
        TextTable table = new TextTable("id", "code", "since", "image", "reason");
        held.forEach(each -> table.row(each.id(), each.code(), each.since(), image(each), each.reason()));
        output.answer(held, table.toString());
        return ExitCode.DONE;
    }

    /** Such as {@code US 480 640}. */
    private static String image(Held held) {
        return Stream.of("Modality", "Rows", "Columns")
                .map(held.headers()::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    @Command(
            name = "requeue",
            mixinStandardHelpOptions = true,
            description = "Puts objects through again; those that fail again wait under a new identifier.")
    int requeue(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", arity = "0..*", description = "Of the list.") @Nullable List<String> ids,
            @Option(names = "--all", description = "Everything that waits.") boolean all) {
        QuarantineCalls quarantine = connection.as(LocalUser.STEWARD).quarantine();
        List<Fate> fates = new ArrayList<>();
        for (String id : chosen(quarantine, project.name(), ids, all)) {
            fates.add(new Fate(id, quarantine.requeue(project.name(), id).fate()));
        }
        return show(fates, output);
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Removes objects for good.")
    int discard(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", arity = "0..*", description = "Of the list.") @Nullable List<String> ids,
            @Option(names = "--all", description = "Everything that waits.") boolean all) {
        QuarantineCalls quarantine = connection.as(LocalUser.STEWARD).quarantine();
        List<Fate> fates = new ArrayList<>();
        for (String id : chosen(quarantine, project.name(), ids, all)) {
            quarantine.discard(project.name(), id);
            fates.add(new Fate(id, "DISCARDED"));
        }
        return show(fates, output);
    }

    private static List<String> chosen(
            QuarantineCalls quarantine, String project, @Nullable List<String> ids, boolean all) {
        List<String> named = Optional.ofNullable(ids).orElse(List.of());
        if (named.isEmpty() != all) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Name identifiers of the list, or --all.");
        }
        return all ? quarantine.list(project).stream().map(Held::id).toList() : named;
    }

    private static int show(List<Fate> fates, Output output) {
        TextTable table = new TextTable("id", "fate");
        fates.forEach(each -> table.row(each.id(), each.fate()));
        output.answer(fates, table.toString());
        return ExitCode.DONE;
    }
}
