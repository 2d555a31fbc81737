package org.isocenter.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.cli.client.ModelCalls.Metric;
import org.isocenter.cli.client.ModelCalls.Step;
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

/** {@code isocenter heads}: what was learnt from labels, and who stands behind it. */
@Command(name = "heads", description = "Heads: what they reached, and their way from draft to approved and retired.")
public final class HeadsCommand extends VerbGroup {
    private static final String HEAD = "Name or identifier of the head.";
    private static final String WHY = "Why, for the audit trail and the model card.";

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the project's heads and their state.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<Head> heads = connection.as(LocalUser.RESEARCHER).models().heads(project.name());
        TextTable table = new TextTable("id", "name", "what", "state", "labels", "test patients", "trained by", "made");
        heads.forEach(each -> table.row(
                each.id(),
                each.name(),
                each.kind() + " " + each.task(),
                each.state(),
                each.report().trainLabels(),
                each.report().testPatients(),
                each.trainedBy(),
                each.createdAt()));
        output.answer(heads, table.toString());
        return ExitCode.DONE;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows what a head reached on test patients, and the steps it went.")
    int show(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "HEAD", description = HEAD) String word) {
        return answer(head(connection.as(LocalUser.RESEARCHER), project, word), output);
    }

    @Command(
            name = "review",
            mixinStandardHelpOptions = true,
            description = "Says that somebody other than its trainer has looked at a head's figures.")
    int review(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "HEAD", description = HEAD) String word,
            @Option(names = "--comment", required = true, paramLabel = "TEXT", description = WHY) String comment) {
        IsocenterClient client = connection.as(LocalUser.RADIOLOGIST);
        return answer(client.models().review(head(client, project, word).id(), comment), output);
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Approves a reviewed head, as a researcher other than the one who trained it.")
    int approve(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "HEAD", description = HEAD) String word,
            @Option(names = "--comment", required = true, paramLabel = "TEXT", description = WHY) String comment,
            @Option(
                            names = "--intended-use",
                            paramLabel = "TEXT",
                            description = "What it may be used for; on the model card.")
                    @Nullable
                    String intendedUse,
            @Option(
                            names = "--limits",
                            paramLabel = "TEXT",
                            description = "What it must not be used for; on the model card.")
                    @Nullable
                    String limits) {
        IsocenterClient client = connection.as(LocalUser.SECOND_RESEARCHER);
        return answer(client.models().approve(head(client, project, word).id(), comment, intendedUse, limits), output);
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = "Takes a head out of use: it is no longer asked, its figures and card stay.")
    int retire(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "HEAD", description = HEAD) String word,
            @Option(names = "--comment", required = true, paramLabel = "TEXT", description = WHY) String comment) {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        return answer(client.models().retire(head(client, project, word).id(), comment), output);
    }

    /** What was written. */
    record Card(Head head, String format, String file, long bytes) {}

    @Command(
            name = "card",
            mixinStandardHelpOptions = true,
            description = "Writes the model card: data, labels, chain, figures, use and limits on one sheet.")
    int card(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "HEAD", description = HEAD) String word,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description =
                                    "Its ending says what: .html a page with pictures, .md Markdown, .json values.")
                    Path file,
            @Option(names = "--no-pictures", description = "Leaves images of patients out of the page.")
                    boolean noPictures) {
        String format = format(file);
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Head head = head(client, project, word);
        long bytes = client.models().saveCard(head.id(), format, !noPictures, file);
        output.answer(new Card(head, format, file.toString(), bytes), "%d bytes in %s".formatted(bytes, file));
        return ExitCode.DONE;
    }

    private static String format(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "html";
            case "md" -> "markdown";
            case "json" -> "json";
            default ->
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected --out to end in .html, .md or .json, came %s.".formatted(file));
        };
    }

    private static Head head(IsocenterClient client, ProjectOption project, String word) {
        return new Named(client, project.name()).head(word);
    }

    private static int answer(Head head, Output output) {
        TextTable figures = new TextTable("figure", "value", "low", "high");
        head.report().metrics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> row(figures, each.getKey(), each.getValue()));
        String steps =
                head.steps().stream().map(HeadsCommand::told).collect(Collectors.joining(System.lineSeparator()));
        output.answer(
                head,
                String.join(
                        System.lineSeparator(),
                        "Head %s, %s, is %s; trained by %s with %d labels, measured on %d test patients."
                                .formatted(
                                        head.name(),
                                        head.id(),
                                        head.state().toLowerCase(Locale.ROOT),
                                        head.trainedBy(),
                                        head.report().trainLabels(),
                                        head.report().testPatients()),
                        figures.toString(),
                        steps));
        return ExitCode.DONE;
    }

    private static void row(TextTable table, String name, Metric metric) {
        table.row(name, figure(metric.value()), figure(metric.low()), figure(metric.high()));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String told(Step step) {
        return "%s by %s, %s: %s"
                .formatted(step.state().toLowerCase(Locale.ROOT), step.by(), step.at(), step.comment());
    }
}
