package org.isocenter.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code isocenter evaluate}: a head's figures on test patients. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures a head on test patients, with intervals.")
public final class EvaluateCommand extends JobVerb {
    @Option(names = "--head", required = true, paramLabel = "HEAD", description = "Name or identifier.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private String head;

    @Option(
            names = "--against",
            paramLabel = "HEAD",
            description =
                    "Another head, measured on the same test patients: differences with intervals, DeLong, McNemar.")
    private @Nullable String against;

    @Option(
            names = "--accept-near-duplicates",
            description = "Measures test images that nearly equal a training image; every figure is given with and"
                    + " without them. Otherwise they are refused.")
    private boolean acceptNearDuplicates;

    @Option(
            names = "--cohort",
            paramLabel = "COHORT",
            description = "Another than it was trained on: name, for its newest version, or identifier of a version.")
    private @Nullable String cohort;

    @Option(names = "--labels", paramLabel = "LABEL-SET", description = "Another than it was trained on.")
    private @Nullable String labels;

    public EvaluateCommand() {
        super("EVALUATE");
    }

    @Override
    JobParameters parameters(Named named) {
        return new JobParameters()
                .with("head", named.head(head).id())
                .with("against", against, word -> named.head(word).id())
                .with("acceptNearDuplicates", acceptNearDuplicates ? true : null)
                .with("cohortVersion", cohort, word -> named.cohortVersion(word).id())
                .with("labelSet", labels, word -> named.labelSet(word).id());
    }
}
