package org.isocenter.cli.efficiency;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.isocenter.cli.efficiency.Groundwork.ChainPlan;
import org.isocenter.cli.intake.OwnIntake;
import org.isocenter.cli.intake.OwnOptions;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code bench label-efficiency}: what is learnt from, which heads are trained, and what is measured. */
final class EfficiencyOptions {

    /** What heads learn. */
    enum Task {
        CLASSIFICATION,
        ORDINAL,
        SEGMENTATION
    }

    /**
     * What a server has frozen.
     *
     * @param cohort name or identifier of a version
     * @param labelSet name or identifier
     */
    record Frozen(String cohort, String labelSet) {}

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private OwnOptions own;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            defaultValue = "tf_efficientnet_lite0",
            description = "Architecture; beside --cohort an encoder of the project (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // as above
    private String encoder;

    @Option(
            names = "--task",
            paramLabel = "T",
            description = "classification, ordinal (grades in the order of their words) or segmentation.")
    private @Nullable Task task;

    @Option(
            names = "--budgets",
            split = ",",
            paramLabel = "N",
            description =
                    "Labels of each class, or masks in all; \"all\" for every label. Without it those of --subsets, else 1,5,10,20,50,all,"
                            + " and 5,10,20,all masks.")
    private List<String> budgets = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Draws of the labels at each budget (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "Kinds of head; without it linear and finetuned, for masks decoder.")
    private List<String> kinds = List.of();

    @Option(names = "--epochs", paramLabel = "E", description = "Passes over the labels of fine-tuned heads.")
    private @Nullable Integer epochs;

    @Option(
            names = "--pretrain-epochs",
            paramLabel = "E",
            defaultValue = "14",
            description = "Of the in-domain stage; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private int pretrainEpochs;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "The in-domain stage ends then, though epochs are left.")
    private @Nullable Double minutes;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description =
                    "auroc, averagePrecision, quadraticKappa or dice; without it auroc, quadraticKappa for grades, dice for masks.")
    private @Nullable String metric;

    @Option(
            names = "--cohort",
            paramLabel = "COHORT",
            description =
                    "Instead of --data: a cohort of the server by name, for its newest version, or a version's identifier.")
    private @Nullable String cohort;

    @Option(names = "--label-set", paramLabel = "LABEL-SET", description = "Beside --cohort: name or identifier.")
    private @Nullable String labelSet;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Where results and progress are kept; without it a folder named after the options below reports in the state folder.")
    private @Nullable Path out;

    /** The person's own images; empty where a server has them. */
    Optional<OwnIntake> own() {
        return own.intake(Optional.ofNullable(task).map(each -> each.name().toLowerCase(Locale.ROOT)));
    }

    /** What a server has; {@code BAD_REQUEST} unless it is either that or one's own images. */
    Optional<Frozen> frozen() {
        if (own.areGiven() == (cohort != null) || (cohort == null) != (labelSet == null)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected --data with your own images, or --cohort and --label-set of a server.");
        }
        return cohort == null || labelSet == null ? Optional.empty() : Optional.of(new Frozen(cohort, labelSet));
    }

    EfficiencyPlan plan() {
        return new EfficiencyPlan(budgets, seeds, own.subsets(), kinds, own.imageSize(), Optional.ofNullable(epochs));
    }

    ChainPlan chain() {
        return new ChainPlan(encoder, own.weights(), pretrainEpochs, Optional.ofNullable(minutes), own.imageSize());
    }

    /** Architecture, or an encoder of the project. */
    String encoder() {
        return encoder;
    }

    /** What the curves show, where one is named. */
    Optional<Figure> figure() {
        return Optional.ofNullable(metric).map(Figure::named);
    }

    /** Everything that decides the figures. */
    Map<String, String> question() {
        Map<String, String> question = new TreeMap<>(own.given());
        put(question, "task", task);
        put(question, "cohort", cohort);
        put(question, "labelSet", labelSet);
        put(question, "epochs", epochs);
        put(question, "minutes", minutes);
        put(question, "encoder", encoder);
        put(question, "budgets", budgets);
        put(question, "seeds", seeds);
        put(question, "kinds", kinds);
        put(question, "pretrainEpochs", pretrainEpochs);
        return question;
    }

    private static void put(Map<String, String> question, String name, @Nullable Object value) {
        if (value != null) {
            question.put(name, value.toString());
        }
    }

    /** Where results and progress are kept. */
    Path folder(Path home) {
        return out == null
                ? home.resolve("reports")
                        .resolve("few-labels-%08x".formatted(question().hashCode()))
                : out;
    }
}
