package org.isocenter.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.isocenter.cli.intake.Budget;
import org.isocenter.cli.intake.OwnIntake;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Your own images: a folder of pictures or DICOM objects, a ZIP, a NumPy archive. Without it"
                    + " studies are generated.")
    private @Nullable Path data;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Their labels; without it labels.csv in the folder, or what the archive holds.")
    private @Nullable Path labels;

    @Option(
            names = "--split",
            paramLabel = "FILE",
            description =
                    "A given split: image,split. Without it the column split of the labels, or a draw by patient.")
    private @Nullable Path split;

    @Option(
            names = "--subsets",
            paramLabel = "FILE",
            description = "Which images the budget of labels buys: seed, per_class or total, image or train_index.")
    private @Nullable Path subsets;

    @Option(
            names = "--unlabelled",
            paramLabel = "PATH",
            description = "Further images to pretrain on; no label of theirs is ever read.")
    private @Nullable Path unlabelled;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Weights trained on ImageNet, safetensors or .pth, the start of the chain.")
    private @Nullable Path weights;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            description = "Its architecture; tf_efficientnet_lite0 where there are weights, else resnet18.")
    private @Nullable String encoder;

    @Option(names = "--image-size", paramLabel = "S", description = "Side of a view in pixels; ${DEFAULT-VALUE}.")
    private int imageSize = 64;

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
        if (data == null && (labels != null || split != null || subsets != null || unlabelled != null)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected --data beside --labels, --split, --subsets or --unlabelled.");
        }
        requireFile(weights);
        requireFile(subsets);
        Optional<Double> limit = Optional.ofNullable(minutes)
                .or(() -> data == null && epochs == null ? Optional.of(PHANTOM_MINUTES) : Optional.empty());
        return new DemoPlan(
                seed,
                Optional.ofNullable(weights),
                encoder == null ? (weights == null ? "resnet18" : "tf_efficientnet_lite0") : encoder,
                imageSize,
                epochs == null ? (data == null ? PHANTOM_EPOCHS : EPOCHS) : epochs,
                limit,
                new Budget(
                        Optional.ofNullable(labelsPerClass),
                        Optional.ofNullable(labelled),
                        Optional.ofNullable(subsets)),
                actOnFlags);
    }

    private static void requireFile(@Nullable Path file) {
        if (file != null && !Files.isRegularFile(file)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "There is no file " + file);
        }
    }

    /** The user's own images; empty where studies are generated. */
    Optional<OwnIntake> own() {
        return Optional.ofNullable(data)
                .map(path -> OwnIntake.find(
                        path,
                        Optional.ofNullable(labels),
                        Optional.ofNullable(split),
                        Optional.ofNullable(unlabelled),
                        Optional.ofNullable(task).map(each -> each.name().toLowerCase(Locale.ROOT))));
    }
}
