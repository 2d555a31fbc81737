package org.isocenter.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.Output;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter predict}: what a head says of images. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Asks a head about images; answered before long runs.")
public final class PredictCommand implements Callable<Integer> {
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

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // as above
    private Images images;

    /** Which images. */
    static final class Images {
        @Option(
                names = "--cohort",
                paramLabel = "COHORT",
                description = "Name of a cohort, for its newest version, or identifier of a version.")
        private @Nullable String cohort;

        @Option(
                names = "--instance",
                paramLabel = "UID[/FRAME]",
                description = "SOP Instance UID in the project and frame counted from 0; repeatable.")
        private @Nullable List<String> instances;
    }

    @Override
    public Integer call() {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Named named = new Named(client, project.name());
        JobParameters parameters = new JobParameters()
                .with("head", named.head(head).id())
                .with(
                        "cohortVersion",
                        Optional.ofNullable(images.cohort)
                                .map(word -> named.cohortVersion(word).id())
                                .orElse(null))
                .with(
                        "instances",
                        Optional.ofNullable(images.instances)
                                .map(words -> words.stream()
                                        .map(PredictCommand::instance)
                                        .toList())
                                .orElse(null));
        return submission.submit(client.jobs(), project.name(), "PREDICT", parameters.values(), output);
    }

    private static Map<String, Object> instance(String word) {
        String[] parts = word.split("/", -1);
        try {
            return Map.of("sopInstanceUid", parts[0], "frame", parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        } catch (NumberFormatException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a SOP Instance UID and a frame, such as 1.2.3/0.", e);
        }
    }
}
