package org.isocenter.cli.command;

import org.isocenter.training.collapse.OnCollapse;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.Volumes;
import org.isocenter.training.view.ViewProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code isocenter pretrain}: self-supervision on a cohort. */
@Command(
        name = "pretrain",
        mixinStandardHelpOptions = true,
        description = "Trains an encoder on a cohort's images without their labels.")
public final class PretrainCommand extends JobVerb {
    @Option(
            names = "--cohort",
            required = true,
            paramLabel = "COHORT",
            description = "Name of a cohort, for its newest version, or identifier of a version.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private String cohort;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Of the encoder that is made.")
    @SuppressWarnings("NullAway.Init") // as above
    private String name;

    @Option(
            names = {"--architecture", "--encoder"},
            paramLabel = "NAME",
            description = "Such as tf_efficientnet_lite0, which is the default, or resnet50; a parent brings its own.")
    private @Nullable String architecture;

    @Option(
            names = "--parent",
            paramLabel = "ENCODER",
            description = "Name or identifier of the encoder to go on from; without it random weights.")
    private @Nullable String parent;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "One of simclr (default), mocov3, byol, simsiam, swav, barlowtwins, vicreg, mae, dino, dinov2, micle, supervised.")
    private @Nullable String method;

    @Option(names = "--image-size", paramLabel = "PIXELS", description = "Side of a view.")
    private @Nullable Integer imageSize;

    @Option(names = "--batch-size", paramLabel = "N", description = "Images in a step.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--part-size",
            paramLabel = "N",
            description = "Views that the encoder computes at a time, for less memory; the loss sees the whole batch.")
    private @Nullable Integer partSize;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the cohort.")
    private @Nullable Integer epochs;

    @Option(names = "--minutes", paramLabel = "N", description = "Ends after this time, whatever the epochs say.")
    private @Nullable Double minutes;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Highest of the schedule.")
    private @Nullable Double learningRate;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Of the optimiser.")
    private @Nullable Double weightDecay;

    @Option(names = "--temperature", paramLabel = "X", description = "Of the loss, for methods that have one.")
    private @Nullable Double temperature;

    @Option(
            names = "--pairs",
            paramLabel = "NAME",
            description = "Which images are partners for micle: one of ${COMPLETION-CANDIDATES}; without it PATIENT.")
    private @Nullable Pairs pairs;

    @Option(
            names = "--mask-ratio",
            paramLabel = "X",
            description = "Share of an image that mae hides; without it 0.75, of X-rays 0.4.")
    private @Nullable Double maskRatio;

    @Option(
            names = "--volumes",
            paramLabel = "NAME",
            description =
                    "How volumes are looked at: one of ${COMPLETION-CANDIDATES}; without it SLICES. NEIGHBOURS brings the slices before and after as channels.")
    private @Nullable Volumes volumes;

    @Option(
            names = "--stride",
            paramLabel = "N",
            description = "Of the frames of an object only every N-th is looked at; without it all.")
    private @Nullable Integer stride;

    @Option(names = "--warmup-epochs", paramLabel = "N", description = "Over which the learning rate rises.")
    private @Nullable Integer warmupEpochs;

    @Option(names = "--frozen-stages", paramLabel = "N", description = "First stages that keep the parent's weights.")
    private @Nullable Integer frozenStages;

    @Option(names = "--seed", paramLabel = "N", description = "Same seed, same run.")
    private @Nullable Long seed;

    @Option(
            names = "--labels",
            paramLabel = "LABEL-SET",
            description =
                    "For a kNN and a linear probe after each epoch, nothing else; for supervised the classes that are learnt.")
    private @Nullable String labels;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "One of ${COMPLETION-CANDIDATES}; without it chosen by the modality of the cohort.")
    private @Nullable ViewProfile profile;

    @Option(names = "--transductive", description = "Takes the images of validation and test patients in, too.")
    private boolean transductive;

    @Option(
            names = "--on-collapse",
            paramLabel = "NAME",
            description =
                    "What follows where representations collapse: one of ${COMPLETION-CANDIDATES}; without it PAUSE.")
    private @Nullable OnCollapse onCollapse;

    public PretrainCommand() {
        super("PRETRAIN");
    }

    @Override
    JobParameters parameters(Named named) {
        return new JobParameters()
                .with("cohortVersion", named.cohortVersion(cohort).id())
                .with("name", name)
                .with("parent", parent, word -> named.encoder(word).id())
                .with("labelSet", labels, word -> named.labelSet(word).id())
                .with("architecture", architecture)
                .with("method", method)
                .with("imageSize", imageSize)
                .with("batchSize", batchSize)
                .with("partSize", partSize)
                .with("epochs", epochs)
                .with("minutes", minutes)
                .with("learningRate", learningRate)
                .with("weightDecay", weightDecay)
                .with("temperature", temperature)
                .with("pairs", pairs)
                .with("maskRatio", maskRatio)
                .with("volumes", volumes)
                .with("stride", stride)
                .with("warmupEpochs", warmupEpochs)
                .with("frozenStages", frozenStages)
                .with("seed", seed)
                .with("profile", profile)
                .with("transductive", transductive ? true : null)
                .with("onCollapse", onCollapse);
    }
}
