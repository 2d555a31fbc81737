package org.isocenter.cli.command;

import java.util.List;
import java.util.Map;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code isocenter predict}: what a head says of images. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Asks a head about images; answered before long runs.")
public final class PredictCommand extends JobVerb {
    @Option(names = "--head", required = true, paramLabel = "HEAD", description = "Name or identifier.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
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

    public PredictCommand() {
        super("PREDICT");
    }

    @Override
    JobParameters parameters(Named named) {
        return new JobParameters()
                .with("head", named.head(head).id())
                .with("cohortVersion", images.cohort, word -> named.cohortVersion(word)
                        .id())
                .with("instances", images.instances, words -> words.stream()
                        .map(PredictCommand::instance)
                        .toList());
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
