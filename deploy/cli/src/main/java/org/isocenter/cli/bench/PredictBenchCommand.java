package org.isocenter.cli.bench;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.cli.command.Connection;
import org.isocenter.cli.command.Named;
import org.isocenter.cli.command.ProjectOption;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter bench predict}: how long one image waits for its answer, and images per second of a cohort. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Times a head from the request to the answer, for one image and for a cohort.")
public final class PredictBenchCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Option(names = "--head", required = true, paramLabel = "HEAD", description = "Name or identifier.")
    @SuppressWarnings("NullAway.Init") // as above
    private String head;

    @Option(
            names = "--cohort",
            paramLabel = "COHORT",
            description =
                    "Name of a cohort, for its newest version, or identifier of a version; without it the head's own.")
    private @Nullable String cohort;

    @Option(
            names = "--rounds",
            defaultValue = "20",
            description = "Questions about one image that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected at least 1 round.");
        }
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Named named = new Named(client, project.name());
        Head asked = named.head(head);
        UUID version = cohort == null
                ? asked.cohortVersion()
                : named.cohortVersion(cohort).id();
        PredictBench bench = PredictBench.measure(client, project.name(), asked, version, rounds, output::say);
        output.answer(
                bench,
                "one image in %.0f ms (slowest %.0f of %d), %.0f images/s of %d"
                        .formatted(
                                bench.medianMs(),
                                bench.slowestMs(),
                                bench.rounds(),
                                bench.imagesPerSecond(),
                                bench.frames()));
        return ExitCode.DONE;
    }
}
