package org.isocenter.cli.demo;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.isocenter.cli.intake.Budget;
import org.isocenter.cli.intake.OwnIntake;
import org.isocenter.cli.intake.OwnOptions;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code demo}: what is looked at, and how. */
final class DemoOptions {
    private static final int PHANTOM_EPOCHS = 40;
    private static final double PHANTOM_MINUTES = 4;
    private static final int EPOCHS = 14;

    /** What heads learn. */
    enum Task {
        CLASSIFICATION,
        SEGMENTATION
    }

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private OwnOptions own;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            description = "Its architecture; tf_efficientnet_lite0 where there are weights, else resnet18.")
    private @Nullable String encoder;

    @Option(
            names = "--task",
            paramLabel = "T",
            description = "classification or segmentation; without it whichever the labels allow.")
    private @Nullable Task task;

    @Option(
            names = "--labels-per-class",
            paramLabel = "K",
            description = "Every label used for any choice counts; without a budget 20, and 40 masks.")
    private @Nullable Integer labelsPerClass;

    @Option(names = "--labelled", paramLabel = "N", description = "Labels in all, instead of by class.")
    private @Nullable Integer labelled;

    @Option(names = "--epochs", paramLabel = "E", description = "Of pretraining.")
    private @Nullable Integer epochs;

    @Option(names = "--minutes", paramLabel = "M", description = "Pretraining ends then, though epochs are left.")
    private @Nullable Double minutes;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats every draw; without it another one each run.")
    private long seed = PhantomPlan.freshSeed();

    @Option(
            names = "--act-on-flags",
            description = "Train the heads once more without flagged training images; both figures are given.")
    private boolean actOnFlags;

    /** What is asked; {@code BAD_REQUEST} where options contradict one another, {@code NOT_FOUND} where a file is not there. */
    DemoPlan plan() {
        boolean phantoms = !own.areGiven();
        Optional<Path> weights = own.weights();
        return new DemoPlan(
                seed,
                weights,
                encoder == null ? (weights.isPresent() ? "tf_efficientnet_lite0" : "resnet18") : encoder,
                own.imageSize(),
                epochs == null ? (phantoms ? PHANTOM_EPOCHS : EPOCHS) : epochs,
                Optional.ofNullable(minutes)
                        .or(() -> phantoms && epochs == null ? Optional.of(PHANTOM_MINUTES) : Optional.empty()),
                new Budget(Optional.ofNullable(labelsPerClass), Optional.ofNullable(labelled), own.subsets()),
                actOnFlags);
    }

    /** The user's own images; empty where studies are generated. */
    Optional<OwnIntake> own() {
        return own.intake(Optional.ofNullable(task).map(each -> each.name().toLowerCase(Locale.ROOT)));
    }
}
