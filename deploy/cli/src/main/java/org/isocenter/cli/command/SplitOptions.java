package org.isocenter.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.isocenter.cli.client.CohortCalls.Split;
import org.isocenter.cli.upload.LabelSheet;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a cohort is divided when it is frozen; always by patient. */
final class SplitOptions {
    @Option(names = "--seed", defaultValue = "0", description = "The same seed gives the same split; without it 0.")
    private long seed;

    @Option(names = "--validation", paramLabel = "SHARE", description = "Share of patients; without it 0.15.")
    private @Nullable Double validation;

    @Option(names = "--test", paramLabel = "SHARE", description = "Share of patients; without it 0.2.")
    private @Nullable Double test;

    @Option(
            names = "--stratify-by",
            paramLabel = "LABEL-SET",
            description = "Name or identifier; its classes are divided in the same shares.")
    private @Nullable String stratifyBy;

    @Option(
            names = "--split",
            paramLabel = "FILE",
            description = "A given split: a file with the column split beside image, sop_uid, series_uid, study_uid or"
                    + " patient. It is kept, and refused where a patient crosses it.")
    private @Nullable Path file;

    @Option(names = "--unlabelled", description = "No split: everything is for self-supervision.")
    private boolean unlabelled;

    Split read(Named named) {
        if (unlabelled && file != null) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Give --split or --unlabelled, not both.");
        }
        if (unlabelled) {
            return Split.none();
        }
        if (file != null) {
            return Split.given(LabelSheet.read(file).places());
        }
        return Split.seeded(
                seed,
                validation,
                test,
                Optional.ofNullable(stratifyBy)
                        .map(word -> named.labelSet(word).id())
                        .orElse(null));
    }
}
