package org.isocenter.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an archive may be loaded, by its entry or by one pull. */
final class LoadOptions {
    @Option(
            names = "--window",
            paramLabel = "HOURS",
            description = "Hours in which it may be pulled from, such as 22:00-05:30; needs --zone.")
    private @Nullable String window;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Whose clock the window has, such as Europe/Berlin.")
    private @Nullable String zone;

    @Option(names = "--rate", paramLabel = "N", description = "Most instances a second, on average.")
    private @Nullable Double rate;

    @Option(names = "--associations", paramLabel = "N", description = "Most connections at a time, 1 to 8.")
    private @Nullable Integer associations;

    @Nullable
    String window() {
        return window;
    }

    @Nullable
    String zone() {
        return zone;
    }

    @Nullable
    Double rate() {
        return rate;
    }

    @Nullable
    Integer associations() {
        return associations;
    }

    JobParameters addTo(JobParameters parameters) {
        return parameters
                .with("window", window)
                .with("zone", zone)
                .with("rate", rate)
                .with("associations", associations);
    }
}
