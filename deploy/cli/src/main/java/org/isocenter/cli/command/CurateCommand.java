package org.isocenter.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.cli.client.CurationCalls;
import org.isocenter.cli.client.CurationCalls.Decision;
import org.isocenter.cli.client.CurationCalls.Flag;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.platform.curation.CurationIssue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter curate}: reasons to look, and what a steward decides. */
@Command(name = "curate", description = "Flags what may be wrong with images; nothing is deleted by a flag.")
public final class CurateCommand extends VerbGroup {

    /** The two answers to a flag. */
    enum Verdict {
        KEEP,
        EXCLUDE
    }

    @Command(name = "run", mixinStandardHelpOptions = true, description = "Looks through a cohort.")
    int run(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Submission submission,
            @Option(
                            names = "--cohort",
                            required = true,
                            paramLabel = "COHORT",
                            description = "Name of a cohort, for its newest version, or identifier of a version.")
                    String cohort,
            @Option(names = "--encoder", required = true, paramLabel = "ENCODER", description = "Name or identifier.")
                    String encoder,
            @Option(names = "--labels", paramLabel = "LABEL-SET", description = "To look for suspicious labels, too.")
                    @Nullable
                    String labels,
            @Option(names = "--image-size", paramLabel = "PIXELS", description = "Side of an image.") @Nullable
                    Integer imageSize,
            @Option(names = "--seed", paramLabel = "N", description = "Same seed, same run.") @Nullable Long seed) {
        IsocenterClient client = connection.as(LocalUser.STEWARD);
        Named named = new Named(client, project.name());
        JobParameters parameters = new JobParameters()
                .with("cohortVersion", named.cohortVersion(cohort).id())
                .with("encoder", named.encoder(encoder).id())
                .with("labelSet", labels, word -> named.labelSet(word).id())
                .with("imageSize", imageSize)
                .with("seed", seed);
        return submission.submit(client.jobs(), project.name(), "CURATE", parameters.values(), output);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows flags with score and reason.")
    int list(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Option(names = "--issue", paramLabel = "ISSUE", description = "One of ${COMPLETION-CANDIDATES}.") @Nullable
                    CurationIssue issue) {
        List<Flag> flags = connection
                .as(LocalUser.STEWARD)
                .curation()
                .flags(project.name(), Optional.ofNullable(issue).map(CurationIssue::name));
        TextTable table = new TextTable("flag", "issue", "score", "instance", "frame", "reason");
        flags.forEach(each -> table.row(
                each.id(),
                each.issue(),
                String.format(Locale.ROOT, "%.3f", each.score()),
                each.sopInstanceUid(),
                each.frame(),
                each.reason()));
        output.answer(flags, table.toString());
        return ExitCode.DONE;
    }

    @Command(
            name = "decide",
            mixinStandardHelpOptions = true,
            description = "Keeps flagged frames, or leaves them out of the next cohort version.")
    int decide(
            @Mixin Connection connection,
            @Mixin Output output,
            @Parameters(index = "0", paramLabel = "VERDICT", description = "One of ${COMPLETION-CANDIDATES}.")
                    Verdict verdict,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "FLAG", description = "Identifiers of the list.")
                    List<UUID> flags,
            @Option(names = "--comment", defaultValue = "", description = "Why.") String comment) {
        CurationCalls curation = connection.as(LocalUser.STEWARD).curation();
        List<Decision> decisions = new ArrayList<>();
        flags.forEach(flag -> decisions.add(curation.decide(flag, verdict.name(), comment)));
        output.answer(decisions, "%d decided: %s".formatted(decisions.size(), verdict));
        return ExitCode.DONE;
    }
}
