package org.isocenter.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.QuarantineCalls.Held;
import org.isocenter.cli.client.QuarantineCalls.Rectangle;
import org.isocenter.cli.client.QuarantineCalls.Release;
import org.isocenter.cli.command.HeldOptions.Fate;
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
    private static final Pattern RECTANGLE =
            Pattern.compile("(\\d{1,6}),(\\d{1,6}),(\\d{1,6}),(\\d{1,6})(?:@(\\d{1,6}))?");

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
    int requeue(@Mixin HeldOptions held, @Mixin Output output) {
        return show(
                held.each((quarantine, project, id) ->
                        quarantine.requeue(project, id).fate()),
                output);
    }

    /** A picture that was written. */
    record Preview(String id, int frame, String file) {}

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            description =
                    "Writes a picture of a held object, for the one who must judge text in its pixels; each look is in"
                            + " the audit trail.")
    int preview(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "Of the list.") String id,
            @Option(names = "--frame", defaultValue = "1", description = "The frame, from 1; the first by default.")
                    int frame,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "The PNG to write.")
                    Path file) {
        connection.as(LocalUser.STEWARD).quarantine().preview(project.name(), id, frame, file);
        output.answer(new Preview(id, frame, file.toString()), "Frame %d is in %s.%n".formatted(frame, file));
        return ExitCode.DONE;
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Lets an object pass that was held for text in its pixels, after a look at them.")
    int release(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "ID", description = "Of the list.") String id,
            @Option(names = "--no-text", description = "There is no text in it.") boolean noText,
            @Option(
                            names = "--blank",
                            paramLabel = "X0,Y0,X1,Y1[@FRAME]",
                            description =
                                    "A rectangle to blank, in every frame or in one from 1; X1 and Y1 are the first"
                                            + " beyond. May be repeated.")
                    @Nullable
                    List<String> blank) {
        List<Rectangle> rectangles = Optional.ofNullable(blank).orElse(List.of()).stream()
                .map(QuarantineCommand::rectangle)
                .toList();
        if (rectangles.isEmpty() != noText) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Say --no-text, or --blank for each rectangle.");
        }
        Release decision = new Release(noText ? "no-text" : "blank", rectangles);
        String fate = connection
                .as(LocalUser.STEWARD)
                .quarantine()
                .release(project.name(), id, decision)
                .fate();
        return show(List.of(new Fate(id, fate)), output);
    }

    private static Rectangle rectangle(String text) {
        Matcher m = RECTANGLE.matcher(text.strip());
        if (!m.matches()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a rectangle such as 10,0,200,24 or 10,0,200,24@3.");
        }
        return new Rectangle(
                m.group(5) == null ? null : Integer.valueOf(m.group(5)),
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                Integer.parseInt(m.group(4)));
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Removes objects for good.")
    int discard(@Mixin HeldOptions held, @Mixin Output output) {
        return show(
                held.each((quarantine, project, id) -> {
                    quarantine.discard(project, id);
                    return "DISCARDED";
                }),
                output);
    }

    private static int show(List<Fate> fates, Output output) {
        TextTable table = new TextTable("id", "fate");
        fates.forEach(each -> table.row(each.id(), each.fate()));
        output.answer(fates, table.toString());
        return ExitCode.DONE;
    }
}
