package org.isocenter.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter heads}: what was learnt from labels, and who stands behind it. */
@Command(name = "heads", description = "Heads: what they reached, and their way from draft to approved and retired.")
public final class HeadsCommand extends VerbGroup {
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
    int show(@Mixin HeadOption option, @Mixin Output output) {
        return answer(option.as(LocalUser.RESEARCHER, (models, head) -> head), output);
    }

    /** Why a head goes a step. */
    static final class Reason {
        @Option(
                names = "--comment",
                required = true,
                paramLabel = "TEXT",
                description = "Why, for the audit trail and the model card.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
        private String comment;
    }

    @Command(
            name = "review",
            mixinStandardHelpOptions = true,
            description = "Says that somebody other than its trainer has looked at a head's figures.")
    int review(@Mixin HeadOption option, @Mixin Reason why, @Mixin Output output) {
        return answer(
                option.as(LocalUser.RADIOLOGIST, (models, head) -> models.review(head.id(), why.comment)), output);
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Approves a reviewed head, as a researcher other than the one who trained it.")
    int approve(
            @Mixin HeadOption option,
            @Mixin Reason why,
            @Mixin Output output,
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
        return answer(
                option.as(
                        LocalUser.SECOND_RESEARCHER,
                        (models, head) -> models.approve(head.id(), why.comment, intendedUse, limits)),
                output);
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = "Takes a head out of use: it is no longer asked, its figures and card stay.")
    int retire(@Mixin HeadOption option, @Mixin Reason why, @Mixin Output output) {
        return answer(option.as(LocalUser.RESEARCHER, (models, head) -> models.retire(head.id(), why.comment)), output);
    }

    private static int answer(Head head, Output output) {
        output.answer(head, HeadText.of(head));
        return ExitCode.DONE;
    }

    /** What was written. */
    record Card(Head head, String format, String file, long bytes) {}

    @Command(
            name = "card",
            mixinStandardHelpOptions = true,
            description = "Writes the model card: data, labels, chain, figures, use and limits on one sheet.")
    int card(
            @Mixin HeadOption option,
            @Mixin Output output,
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
        Card card = option.as(
                LocalUser.RESEARCHER,
                (models, head) ->
                        new Card(head, format, file.toString(), models.saveCard(head.id(), format, !noPictures, file)));
        output.answer(card, "%d bytes in %s".formatted(card.bytes(), file));
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
}
