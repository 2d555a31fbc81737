package org.isocenter.cli.command;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an archive is asked for. */
final class PullQuery {
    @Option(
            names = "--modality",
            paramLabel = "CODE",
            split = ",",
            description = "Such as CT; several separated by commas or given one by one.")
    private @Nullable List<String> modalities;

    @Option(names = "--from", paramLabel = "DATE", description = "First day of the study, such as 2026-01-01.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day of the study.")
    private @Nullable LocalDate to;

    @Option(names = "--days", paramLabel = "N", description = "The last N days, instead of --from and --to.")
    private @Nullable Integer days;

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            description = "What the study's description holds; * and ? stand for any text and any letter.")
    private @Nullable String description;

    @Option(
            names = "--body-part",
            paramLabel = "TEXT",
            description = "Body part of the series, such as CHEST; a series that does not say its own is left out.")
    private @Nullable String bodyPart;

    JobParameters parameters() {
        return new JobParameters()
                .with("modality", modalities)
                .with("from", from, LocalDate::toString)
                .with("to", to, LocalDate::toString)
                .with("days", days)
                .with("description", description)
                .with("bodyPart", bodyPart);
    }
}
