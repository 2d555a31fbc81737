package org.isocenter.training.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.work.Parameters;
import org.isocenter.training.finetune.Balance;
import org.isocenter.training.finetune.LabelBudget;
import org.isocenter.training.finetune.SelfTraining;

/**
 * The parameters of a FINETUNE job.
 *
 * @param cohortVersion whose split is honoured
 * @param labelSet frozen labels
 * @param encoder to start from
 * @param name of the heads
 * @param kinds of head; {@code auto} where none are given, for masks {@code decoder}
 * @param budget how many labels may be used, for any choice
 * @param imageSize side of a view in pixels; what suits the images where it is not given
 * @param epochs passes over the labelled images; the head's own choice where it is not given
 * @param seed of draws, order and views
 * @param balance how classes with few labels are made to count
 * @param selfTraining how images without a label are learnt from too; the head is then {@code finetuned}
 * @param baselines whether the same head is trained from random weights, and from ImageNet's where the encoder comes from them
 * @param actOnFlags whether flagged training images are left out; the figures without and with them are both given
 */
record FinetunePlan(
        UUID cohortVersion,
        UUID labelSet,
        UUID encoder,
        String name,
        List<String> kinds,
        LabelBudget budget,
        Optional<Integer> imageSize,
        Optional<Integer> epochs,
        long seed,
        Balance balance,
        Optional<SelfTraining> selfTraining,
        boolean baselines,
        boolean actOnFlags) {
    private static final int LARGEST_VIEW = 224;
    static final String LINEAR = "linear";
    static final String FINETUNED = "finetuned";
    static final String AUTO = "auto";
    static final String PROTOTYPE = "prototype";
    static final String KNN = "knn";
    static final String DECODER = "decoder";
    private static final List<String> FOR_CLASSES = List.of(AUTO, LINEAR, FINETUNED, PROTOTYPE, KNN);
    private static final List<String> FOR_MASKS = List.of(DECODER);

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static FinetunePlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        FinetunePlan plan = new FinetunePlan(
                parameters.id("cohortVersion"),
                parameters.id("labelSet"),
                parameters.id("encoder"),
                parameters.name("name"),
                parameters.someOf("kinds", List.of(AUTO, LINEAR, FINETUNED, PROTOTYPE, KNN, DECODER)),
                budget(parameters),
                parameters.optionalInteger("imageSize", 32, 512),
                parameters.optionalInteger("epochs", 1, 100_000),
                parameters.seed("seed"),
                balance(parameters),
                selfTraining(parameters),
                parameters.flag("baselines", true),
                parameters.flag("actOnFlags", false));
        parameters.nothingElse();
        return plan;
    }

    private static Balance balance(Parameters parameters) {
        Optional<String> word = parameters.oneOf(
                "balance", Arrays.stream(Balance.values()).map(Balance::word).toList());
        return Arrays.stream(Balance.values())
                .filter(way -> word.filter(way.word()::equals).isPresent())
                .findFirst()
                .orElse(Balance.SAMPLING);
    }

    private static Optional<SelfTraining> selfTraining(Parameters parameters) {
        List<String> words = new ArrayList<>(List.of("none"));
        Arrays.stream(SelfTraining.values()).map(SelfTraining::word).forEach(words::add);
        Optional<String> word = parameters.oneOf("selfTraining", words);
        return Arrays.stream(SelfTraining.values())
                .filter(way -> word.filter(way.word()::equals).isPresent())
                .findFirst();
    }

    private static LabelBudget budget(Parameters parameters) {
        Optional<Integer> perClass = parameters.optionalInteger("labelsPerClass", 1, 1_000_000);
        Optional<Integer> total = parameters.optionalInteger("labelled", 1, 1_000_000);
        Optional<Set<FrameId>> subset = parameters.frames("subset");
        if (Stream.of(perClass, total, subset).filter(Optional::isPresent).count() > 1) {
            throw Parameters.wrong(
                    "labelled", "must stand alone: give one of labelsPerClass, labelled, subset", "one of several");
        }
        return subset.<LabelBudget>map(LabelBudget.Given::new)
                .or(() -> perClass.map(LabelBudget.PerClass::new))
                .or(() -> total.map(LabelBudget.Total::new))
                .orElseGet(LabelBudget.All::new);
    }

    /** The same where some training images may not be learnt from. */
    FinetunePlan without(Set<FrameId> frames) {
        if (!(budget instanceof LabelBudget.Given given) || Collections.disjoint(given.frames(), frames)) {
            return this;
        }
        Set<FrameId> left = new HashSet<>(given.frames());
        left.removeAll(frames);
        if (left.isEmpty()) {
            throw Parameters.wrong("subset", "must have an image that is no test image under another name", "without");
        }
        return new FinetunePlan(
                cohortVersion,
                labelSet,
                encoder,
                name,
                kinds,
                new LabelBudget.Given(left),
                imageSize,
                epochs,
                seed,
                balance,
                selfTraining,
                baselines,
                actOnFlags);
    }

    /** Refuses what the project does not have, and heads that do not fit the labels. */
    void check(ProjectId project, Holdings holdings) {
        holdings.cohortVersion(project, cohortVersion);
        holdings.encoder(project, encoder);
        kinds(holdings.frozenLabels(project, labelSet));
    }

    /** The largest view that may be asked for, in pixels. */
    int largestView() {
        return imageSize.orElse(LARGEST_VIEW);
    }

    /** The kinds of head to train on these labels. */
    List<String> kinds(LabelSet set) {
        boolean masks = set.scheme().kind() == LabelKind.SEGMENTATION;
        List<String> fitting = masks ? FOR_MASKS : FOR_CLASSES;
        if (!fitting.containsAll(kinds)) {
            throw Parameters.wrong("kinds", "must fit the labels, which are for " + fitting, kinds);
        }
        if (masks && budget instanceof LabelBudget.PerClass perClass) {
            throw Parameters.wrong("labelsPerClass", "is for classes; for masks give labelled", perClass.labels());
        }
        int fewest = set.scheme().kind().isExclusive() ? 2 : 1;
        if (set.scheme().classes().size() < fewest) {
            throw Parameters.wrong(
                    "labelSet",
                    "must have at least two classes",
                    set.scheme().classes().size());
        }
        if (selfTraining.isPresent() && (masks || !List.of(FINETUNED).containsAll(kinds))) {
            throw Parameters.wrong(
                    "selfTraining", "is for heads for classes of the kind finetuned alone", masks ? FOR_MASKS : kinds);
        }
        if (selfTraining.isPresent()) {
            return List.of(FINETUNED);
        }
        return kinds.isEmpty() ? List.of(masks ? DECODER : AUTO) : kinds;
    }
}
