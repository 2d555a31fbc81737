package org.isocenter.training.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.Parameters;
import org.isocenter.training.collapse.OnCollapse;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.Volumes;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.method.Mae;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.view.ViewProfile;

/**
 * The parameters of a PRETRAIN job.
 *
 * @param cohortVersion whose images are looked at: those of the sides TRAIN and UNLABELLED
 * @param architecture of the encoder; the parent's where there is one
 * @param parent the encoder to start from; without one from random weights of the seed
 * @param name of the new encoder
 * @param method how it learns
 * @param imageSize side of a view in pixels
 * @param batch images per step; 128 where it is not given, or all images where they are fewer
 * @param partSize views that the encoder computes at a time, for less memory; all of a step where it is not given
 * @param epochs passes over the images; ten where they are not given, or as many as make {@value #FEWEST_STEPS} steps
 * @param time after which the run ends though epochs are left
 * @param optimisation how the weights move
 * @param seed of weights, order and views
 * @param labelSet training labels for a k-NN probe after each epoch; nothing learns from them
 * @param profile the augmentations; chosen by the cohort's modality where it is not given
 * @param looked how images become views
 * @param pairs which images are partners; only for a method that pairs images
 * @param transductive whether images of the sides VAL and TEST are looked at too, without their labels
 * @param onCollapse what follows where representations collapse
 */
record PretrainPlan(
        UUID cohortVersion,
        Optional<String> architecture,
        Optional<UUID> parent,
        String name,
        MethodName method,
        int imageSize,
        Optional<Integer> batch,
        Optional<Integer> partSize,
        Optional<Integer> epochs,
        Optional<Duration> time,
        Optimisation optimisation,
        long seed,
        Optional<UUID> labelSet,
        Optional<ViewProfile> profile,
        Looked looked,
        Pairs pairs,
        boolean transductive,
        OnCollapse onCollapse) {
    private static final int DEFAULT_BATCH = 128;
    private static final int DEFAULT_EPOCHS = 10;

    /** What fourteen epochs over the 4,835 slices of {@code docs/results.md} are, a run that was measured to help; 80 steps did not. */
    private static final int FEWEST_STEPS = 500;

    /**
     * How the weights move; what is not given is chosen by whether there is a parent.
     *
     * @param learningRate peak, after warm-up
     * @param weightDecay decoupled
     * @param temperature of the contrastive loss; τ in the paper
     * @param warmupEpochs over which the learning rate rises from 0
     * @param frozenStages stages from the input on that keep the parent's weights
     */
    record Optimisation(
            Optional<Double> learningRate,
            Optional<Double> weightDecay,
            Optional<Double> temperature,
            Optional<Integer> warmupEpochs,
            Optional<Integer> frozenStages) {}

    /**
     * How images become views.
     *
     * @param maskRatio share of the patches that mae hides; by modality where it is not given
     * @param volumes whether slices bring their neighbours with them
     * @param stride of the frames of one object only each so many-th is looked at
     */
    record Looked(Optional<Double> maskRatio, Volumes volumes, int stride) {}

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static PretrainPlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        PretrainPlan plan = new PretrainPlan(
                parameters.id("cohortVersion"),
                parameters.oneOf("architecture", Architecture.names()),
                parameters.optionalId("parent"),
                parameters.name("name"),
                parameters.text("method").map(PretrainPlan::method).orElse(MethodName.SIMCLR),
                parameters.integer("imageSize", 32, 512, 64),
                parameters.optionalInteger("batchSize", 2, 4096),
                parameters.optionalInteger("partSize", 1, 4096),
                parameters.optionalInteger("epochs", 1, 100_000),
                parameters
                        .number("minutes", 0.01, 100_000)
                        .map(minutes -> Duration.ofMillis(Math.round(minutes * 60_000))),
                optimisation(parameters),
                parameters.seed("seed"),
                parameters.optionalId("labelSet"),
                parameters.oneOf("profile", profiles()).map(ViewProfile::valueOf),
                looked(parameters),
                parameters.oneOf("pairs", pairNames()).map(Pairs::valueOf).orElse(Pairs.PATIENT),
                parameters.flag("transductive", false),
                parameters
                        .oneOf("onCollapse", reactions())
                        .map(OnCollapse::valueOf)
                        .orElse(OnCollapse.PAUSE));
        parameters.nothingElse();
        plan.requireUse(values);
        return plan;
    }

    /** Refuses what the method would leave aside in silence. */
    private void requireUse(Map<String, Object> values) {
        if (values.containsKey("temperature") && method.temperature().isEmpty()) {
            throw Parameters.wrong("temperature", "must be left out: %s has none".formatted(method.word()), "one");
        }
        if (values.containsKey("maskRatio") && method != MethodName.MAE) {
            throw Parameters.wrong("maskRatio", "belongs to mae", method.word());
        }
        if (method == MethodName.SUPERVISED && (labelSet.isEmpty() || transductive)) {
            throw Parameters.wrong(
                    labelSet.isEmpty() ? "labelSet" : "transductive",
                    "must be %s for supervised, which learns from labels"
                            .formatted(labelSet.isEmpty() ? "given" : "false"),
                    labelSet.isEmpty() ? "none" : true);
        }
        if (values.containsKey("pairs") && method != MethodName.MICLE) {
            throw Parameters.wrong("pairs", "belongs to micle", method.word());
        }
    }

    private static MethodName method(String name) {
        return MethodName.find(name)
                .orElseThrow(() -> Parameters.wrong("method", "must be one of " + MethodName.words(), name));
    }

    private static List<String> reactions() {
        return Arrays.stream(OnCollapse.values()).map(Enum::name).toList();
    }

    private static List<String> pairNames() {
        return Arrays.stream(Pairs.values()).map(Enum::name).toList();
    }

    private static Looked looked(Parameters parameters) {
        return new Looked(
                parameters.number("maskRatio", 0.1, 0.95),
                parameters
                        .oneOf(
                                "volumes",
                                Arrays.stream(Volumes.values()).map(Enum::name).toList())
                        .map(Volumes::valueOf)
                        .orElse(Volumes.SLICES),
                parameters.integer("stride", 1, 1000, 1));
    }

    private static Optimisation optimisation(Parameters parameters) {
        return new Optimisation(
                parameters.number("learningRate", 1e-7, 10),
                parameters.number("weightDecay", 0, 1),
                parameters.number("temperature", 0.01, 10),
                parameters.optionalInteger("warmupEpochs", 0, 1000),
                parameters.optionalInteger("frozenStages", 0, 8));
    }

    private static List<String> profiles() {
        return Arrays.stream(ViewProfile.values()).map(Enum::name).toList();
    }

    /** What the encoder will be in its chain. */
    Stage stage() {
        return switch (method) {
            case MICLE -> Stage.MULTI_INSTANCE;
            case SUPERVISED -> Stage.SUPERVISED;
            default -> Stage.IN_DOMAIN;
        };
    }

    /** Images per step, where there are so many in all. */
    int batchSize(int images) {
        return batch.orElse(Math.min(DEFAULT_BATCH, images));
    }

    /** Steps of the whole run, where there are so many images; those left over at the end of an epoch are dropped. */
    long steps(int images) {
        int perEpoch = stepsPerEpoch(images);
        int usual = Math.max(DEFAULT_EPOCHS, (FEWEST_STEPS + perEpoch - 1) / perEpoch);
        return (long) epochs.orElse(usual) * perEpoch;
    }

    /** At least 1: a batch of more images than there are is refused by what makes the batches. */
    int stepsPerEpoch(int images) {
        return Math.max(1, images / batchSize(images));
    }

    /** Of mae: what the plan says, else what suits the images. */
    double maskRatio(ViewProfile views) {
        return looked.maskRatio().orElse(Mae.maskRatio(views));
    }

    /** Of the loss: what the plan says, else what the method has. */
    double temperature() {
        return optimisation.temperature().or(method::temperature).orElse(1.0);
    }

    /** Refuses what the project does not have, an architecture that is not the parent's, and one that the method cannot train. */
    void check(ProjectId project, Holdings holdings) {
        holdings.cohortVersion(project, cohortVersion);
        labelSet.ifPresent(set -> holdings.frozenLabels(project, set));
        String name = architecture(parent.map(id -> holdings.encoder(project, id)));
        method.requireFit(Architecture.named(name), imageSize);
    }

    /** The architecture's name, given the parent. */
    String architecture(Optional<EncoderVersion> parentVersion) {
        String inherited = parentVersion.map(EncoderVersion::architecture).orElse(method.usualEncoder());
        if (parentVersion.isPresent()
                && architecture.isPresent()
                && !architecture.get().equals(inherited)) {
            throw Parameters.wrong("architecture", "must be the parent's, " + inherited, architecture.get());
        }
        return architecture.orElse(inherited);
    }
}
