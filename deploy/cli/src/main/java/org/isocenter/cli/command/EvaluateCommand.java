package org.isocenter.cli.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter evaluate}: a head's figures on test patients. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures a head on test patients, with intervals.")
public final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Submission submission;

    @Option(names = "--head", required = true, paramLabel = "HEAD", description = "Name or identifier.")
    @SuppressWarnings("NullAway.Init") // as above
    private String head;

    @Option(
            names = "--cohort",
            paramLabel = "COHORT",
            description = "Another than it was trained on: name, for its newest version, or identifier of a version.")
    private @Nullable String cohort;

    @Option(names = "--labels", paramLabel = "LABEL-SET", description = "Another than it was trained on.")
    private @Nullable String labels;

    @Override
    public Integer call() {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Named named = new Named(client, project.name());
        JobParameters parameters = new JobParameters()
                .with("head", named.head(head).id())
                .with(
                        "cohortVersion",
                        Optional.ofNullable(cohort)
                                .map(word -> named.cohortVersion(word).id())
                                .orElse(null))
                .with(
                        "labelSet",
                        Optional.ofNullable(labels)
                                .map(word -> named.labelSet(word).id())
                                .orElse(null));
        return submission.submit(client.jobs(), project.name(), "EVALUATE", parameters.values(), output);
    }
}
