package org.isocenter.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code isocenter finetune}: a head from few labels. */
@Command(
        name = "finetune",
        mixinStandardHelpOptions = true,
        description = "Trains a head from few labels and measures it on test patients, beside its baselines.")
public final class FinetuneCommand extends JobVerb {
    @Option(
            names = "--cohort",
            required = true,
            paramLabel = "COHORT",
            description = "Name of a cohort, for its newest version, or identifier of a version.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private String cohort;

    @Option(names = "--labels", required = true, paramLabel = "LABEL-SET", description = "Name or identifier.")
    @SuppressWarnings("NullAway.Init") // as above
    private String labels;

    @Option(names = "--encoder", required = true, paramLabel = "ENCODER", description = "Name or identifier.")
    @SuppressWarnings("NullAway.Init") // as above
    private String encoder;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Of the head that is made.")
    @SuppressWarnings("NullAway.Init") // as above
    private String name;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "auto, linear, finetuned, prototype and knn for classes, decoder for masks; without it auto,"
                    + " which chooses by the training labels, or decoder.")
    private @Nullable List<String> kinds;

    @ArgGroup(multiplicity = "0..1")
    private Budget budget = new Budget();

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            description = "Side of an image; without it what suits the images.")
    private @Nullable Integer imageSize;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the labels.")
    private @Nullable Integer epochs;

    @Option(names = "--seed", paramLabel = "N", description = "Chooses the labels; same seed, same run.")
    private @Nullable Long seed;

    @Option(
            names = "--balance",
            paramLabel = "WAY",
            description =
                    "none, weights or sampling: how classes with few labels are made to count; without it sampling.")
    private @Nullable String balance;

    @Option(
            names = "--self-training",
            paramLabel = "WAY",
            description = "none, fixmatch or noisy-student: how images without a label are learnt from too.")
    private @Nullable String selfTraining;

    @Option(names = "--no-baselines", description = "Leaves out the same head from random and ImageNet weights.")
    private boolean noBaselines;

    @Option(
            names = "--act-on-flags",
            description = "Leaves flagged frames out of training; figures with and without are given.")
    private boolean actOnFlags;

    /** How many labels may be used for any choice; without either all of them. */
    static final class Budget {
        @Option(names = "--labels-per-class", paramLabel = "K", description = "Labels of each class.")
        private @Nullable Integer labelsPerClass;

        @Option(names = "--labelled", paramLabel = "N", description = "Labelled frames in all.")
        private @Nullable Integer labelled;
    }

    public FinetuneCommand() {
        super("FINETUNE");
    }

    @Override
    JobParameters parameters(Named named) {
        return new JobParameters()
                .with("cohortVersion", named.cohortVersion(cohort).id())
                .with("labelSet", named.labelSet(labels).id())
                .with("encoder", named.encoder(encoder).id())
                .with("name", name)
                .with("kinds", kinds)
                .with("labelsPerClass", budget.labelsPerClass)
                .with("labelled", budget.labelled)
                .with("imageSize", imageSize)
                .with("epochs", epochs)
                .with("seed", seed)
                .with("balance", balance)
                .with("selfTraining", selfTraining)
                .with("baselines", noBaselines ? false : null)
                .with("actOnFlags", actOnFlags ? true : null);
    }
}
