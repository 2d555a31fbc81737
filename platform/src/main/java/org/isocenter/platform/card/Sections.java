package org.isocenter.platform.card;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.card.ModelCard.Data;
import org.isocenter.platform.card.ModelCard.Group;
import org.isocenter.platform.card.ModelCard.Labels;
import org.isocenter.platform.card.ModelCard.Link;
import org.isocenter.platform.card.Section.Drawing;
import org.isocenter.platform.card.Section.Fact;
import org.isocenter.platform.card.Section.Facts;
import org.isocenter.platform.card.Section.Image;
import org.isocenter.platform.card.Section.Part;
import org.isocenter.platform.card.Section.Sentences;
import org.isocenter.platform.card.Section.Table;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.label.LabelSource;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.model.NearDuplicateFigures;
import org.isocenter.platform.model.Subgroup;
import org.isocenter.platform.page.Figure;
import org.isocenter.platform.page.LineChart;
import org.jspecify.annotations.Nullable;

/** A card as titled parts in the order in which it is read; both forms for people are written from them. */
final class Sections {
    private static final Map<String, String> KNOWN = Map.of(
            "auroc", "AUROC",
            "iou", "IoU",
            "dice", "Dice",
            "brier", "Brier score",
            "ece", "calibration error",
            "f1", "F1",
            "imagenet", "ImageNet",
            "mcc", "Matthews correlation");

    private final ModelCard card;

    private Sections(ModelCard card) {
        this.card = card;
    }

    /**
     * The parts of a card.
     *
     * @param curves of the head's run; only drawn
     */
    static List<Section> of(ModelCard card, List<LineChart.Curve> curves) {
        Sections sections = new Sections(card);
        return Stream.of(
                        Optional.of(sections.use()),
                        Optional.of(sections.figures()),
                        sections.subgroups(),
                        card.report().evidence().calibration().map(Sections::calibration),
                        sections.looks(),
                        card.data().map(sections::data),
                        card.labels().map(sections::labels),
                        Optional.of(sections.chain(curves)),
                        Optional.of(sections.standing()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** One sentence that says what the head is. */
    static String summary(ModelCard card) {
        return "A %s head for %s (%s), begun %s; %s."
                .formatted(
                        card.head().kind(),
                        words(card.head().task().name()),
                        String.join(", ", card.head().classes()),
                        start(card.head().init()),
                        words(card.head().state().name()));
    }

    private static String start(String init) {
        return init.equals("chain")
                ? "with an encoder of the project's own chain"
                : "with %s weights".formatted(words(init));
    }

    private Section use() {
        return new Section(
                "What it is for",
                card.use().byApprover() ? "As its approver has put it." : "As far as the facts say it.",
                List.of(
                        new Sentences(List.of(card.use().intended())),
                        new Sentences(card.use().limits())));
    }

    private Section figures() {
        EvaluationReport report = card.report();
        List<String> starts = report.baselines().keySet().stream().sorted().toList();
        List<String> columns = new ArrayList<>(List.of("figure", "this head", "95 % interval"));
        starts.forEach(start -> columns.add("the same from " + words(start)));
        List<List<String>> rows = report.metrics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> row(each, starts))
                .toList();
        return new Section(
                "What it reached",
                "Test images: %d, of patients: %d, whose labels nothing has learnt from; intervals are drawn over patients."
                        .formatted(report.testFrames(), report.testPatients()),
                Stream.of(
                                Optional.<Part>of(new Table(columns, rows)),
                                perClass(report.evidence()),
                                report.evidence().withoutNearDuplicates().map(this::withoutNearDuplicates),
                                sentences(report.evidence().notes()))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<Part> sentences(List<String> sentences) {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(new Sentences(sentences));
    }

    private static Optional<Part> perClass(Evidence evidence) {
        List<String> figures = names(evidence.perClass().values());
        List<List<String>> rows = evidence.perClass().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> cells(List.of(each.getKey()), figures, each.getValue()))
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Table(columns(List.of("class"), figures), rows));
    }

    private Part withoutNearDuplicates(NearDuplicateFigures others) {
        List<List<String>> rows = card.report().metrics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> List.of(
                        words(each.getKey()),
                        figure(Optional.of(each.getValue())),
                        figure(Optional.ofNullable(others.metrics().get(each.getKey())))))
                .toList();
        return new Table(
                List.of(
                        "figure",
                        "with near-duplicates of training images",
                        "without the %d, on %d images of %d patients"
                                .formatted(others.nearDuplicates(), others.testFrames(), others.testPatients())),
                rows);
    }

    private Optional<Section> subgroups() {
        List<Subgroup> groups = card.report().evidence().subgroups();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        List<String> figures = names(groups.stream().map(Subgroup::metrics).toList());
        List<String> columns = new ArrayList<>(columns(List.of("group", "patients", "images"), figures));
        columns.add("warning");
        List<List<String>> rows = groups.stream()
                .map(each -> {
                    List<String> cells = new ArrayList<>(cells(
                            List.of(
                                    each.by() + ": " + each.value(),
                                    Integer.toString(each.patients()),
                                    Integer.toString(each.frames())),
                            figures,
                            each.metrics()));
                    cells.add(each.warning().orElse(""));
                    return cells;
                })
                .toList();
        return Optional.of(new Section(
                "For whom it holds",
                "The same figures for test patients that have something in common, by headers that survived de-identification.",
                List.of(new Table(columns, rows))));
    }

    private static Section calibration(Calibration calibration) {
        List<Fact> facts = new ArrayList<>();
        fact(
                facts,
                "Temperature",
                calibration.temperature().map(Sections::number).orElse("none"));
        fact(facts, "Fitted", calibration.how());
        calibration.calibrated().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each ->
                        fact(facts, capital(words(each.getKey())) + " with it", figure(Optional.of(each.getValue()))));
        List<List<String>> rows = calibration.bins().stream()
                .map(bin -> List.of(number(bin.said()), number(bin.happened()), Long.toString(bin.samples())))
                .toList();
        return new Section(
                "Whether it can be taken at its word",
                "Of all that it says with one probability, that share should come true.",
                List.of(
                        new Facts(facts),
                        new Drawing(Reliability.draw(calibration)),
                        new Table(List.of("said, mean probability", "came true", "how many"), rows)));
    }

    private static List<String> names(Collection<Map<String, MetricValue>> figures) {
        return figures.stream()
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> columns(List<String> first, List<String> figures) {
        return Stream.concat(first.stream(), figures.stream().map(Sections::words))
                .toList();
    }

    private static List<String> cells(List<String> first, List<String> figures, Map<String, MetricValue> values) {
        return Stream.concat(
                        first.stream(), figures.stream().map(each -> figure(Optional.ofNullable(values.get(each)))))
                .toList();
    }

    /** A figure with its interval. */
    private static String figure(Optional<MetricValue> value) {
        return value.map(known -> number(known.value()) + " (" + interval(known) + ")")
                .orElse("–");
    }

    private List<String> row(Map.Entry<String, MetricValue> figure, List<String> starts) {
        List<String> cells = new ArrayList<>(
                List.of(words(figure.getKey()), number(figure.getValue().value()), interval(figure.getValue())));
        starts.forEach(start -> cells.add(
                figure(Optional.ofNullable(card.report().baselines().get(start).get(figure.getKey())))));
        return cells;
    }

    private Optional<Section> looks() {
        if (card.explanation().isEmpty()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        fact(facts, "Maps by", card.explanation().get("method"));
        if (card.explanation().get("randomisedCorrelation") instanceof Number correlation) {
            fact(
                    facts,
                    "Rank correlation with the maps of random weights",
                    "%s (0 is right; over %s images)"
                            .formatted(
                                    number(correlation.doubleValue()),
                                    card.explanation().get("images")));
        }
        fact(facts, "Warning", card.explanation().get("warning"));
        parts.add(new Facts(facts));
        card.pictures().forEach(picture -> parts.add(new Image(picture)));
        return Optional.of(new Section(
                "Where it looks",
                "Places of an image that the answer hangs on; a hint at shortcuts, no proof of sense.",
                parts));
    }

    private Section data(Data data) {
        List<Fact> facts = new ArrayList<>();
        fact(facts, "Cohort", "%s, version %d".formatted(data.cohort(), data.version()));
        fact(facts, "Cohort hash", data.sha256());
        if (data.lost() > 0) {
            fact(facts, "Deleted since", data.lost() + " frames");
        }
        data.ages().ifPresent(ages -> fact(facts, "Ages", "%d to %d years".formatted(ages.least(), ages.greatest())));
        List<List<String>> sides = data.sides().stream()
                .map(each ->
                        List.of(side(each.side()), Integer.toString(each.patients()), Integer.toString(each.frames())))
                .toList();
        List<List<String>> groups = Stream.of(
                        rows("modality", data.modalities()),
                        rows("scanner", data.scanners()),
                        rows("sex", data.sexes()))
                .flatMap(List::stream)
                .toList();
        return new Section(
                "Data",
                "Patients never stand on two sides of the split; headers are those that de-identification left.",
                List.of(
                        new Facts(facts),
                        new Table(List.of("side", "patients", "images"), sides),
                        new Table(List.of("what", "value", "training patients", "test patients"), groups)));
    }

    private static List<List<String>> rows(String what, List<Group> groups) {
        return groups.stream()
                .map(each -> List.of(
                        what,
                        each.value(),
                        Integer.toString(each.trainPatients()),
                        Integer.toString(each.testPatients())))
                .toList();
    }

    private static String side(Partition side) {
        return switch (side) {
            case TRAIN -> "training";
            case VAL -> "validation";
            case TEST -> "test";
            case UNLABELLED -> "unlabelled";
        };
    }

    private Section labels(Labels labels) {
        List<Fact> facts = new ArrayList<>();
        fact(facts, "Label set", "%s, version %d".formatted(labels.set(), labels.version()));
        labels.sha256().ifPresent(hash -> fact(facts, "Label hash", hash));
        fact(
                facts,
                "Scheme",
                "%s, %s".formatted(labels.scheme(), words(labels.kind().name())));
        fact(facts, "Classes", String.join(", ", labels.classes()));
        fact(facts, "Labelled images in the set", labels.labelled());
        fact(facts, "Who labelled", sources(labels.sources()));
        fact(facts, "Labels used for any choice", labels.used());
        fact(facts, "Budget", labels.budget());
        labels.draw().entrySet().stream()
                .filter(each -> !(each.getValue() instanceof Collection))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> fact(facts, "Draw, " + words(each.getKey()), plain(each.getValue())));
        return new Section(
                "Labels",
                "Every label that went into a choice counts, those of early stopping too. Of labels from files it is known who brought them, not who read the images.",
                List.of(new Facts(facts)));
    }

    private static @Nullable String sources(List<LabelSource> sources) {
        return sources.isEmpty()
                ? null
                : sources.stream()
                        .map(each -> "%s (%d)".formatted(each.importedBy().orElse("unknown"), each.labels()))
                        .collect(Collectors.joining(", ", "imported from files by ", ""));
    }

    private Section chain(List<LineChart.Curve> curves) {
        List<List<String>> rows = card.chain().stream().map(Sections::stage).toList();
        List<Part> parts = new ArrayList<>();
        parts.add(new Table(List.of("encoder", "stage", "architecture", "method", "cohort", "seed", "code"), rows));
        curves.stream()
                .filter(curve -> curve.points().size() > 1)
                .forEach(curve -> parts.add(new Drawing(new LineChart(curve.name(), "step", "chain").draw(curve))));
        return new Section("Chain", "From its start to the encoder that the head began with.", parts);
    }

    private static List<String> stage(Link link) {
        return List.of(
                link.name(),
                words(link.stage().name()) + (link.transductive() ? ", transductive" : ""),
                link.architecture(),
                link.method(),
                link.cohortSha256()
                        .map(hash -> hash.substring(0, Math.min(12, hash.length())))
                        .orElse("–"),
                Long.toString(link.seed()),
                link.codeVersion());
    }

    private Section standing() {
        List<Fact> facts = new ArrayList<>();
        fact(facts, "Head", card.head().id());
        fact(facts, "State", words(card.head().state().name()));
        fact(
                facts,
                "Trained by",
                "%s, %s".formatted(card.head().trainedBy(), card.head().trainedAt()));
        for (HeadStep step : card.steps()) {
            fact(
                    facts,
                    capital(words(step.state().name())) + " by",
                    "%s, %s: %s".formatted(step.by(), step.at(), step.comment()));
        }
        fact(facts, "Code version", card.head().codeVersion());
        fact(facts, "Seed", card.head().seed());
        if (card.head().imageSize() > 0) {
            fact(facts, "View", "%d pixels".formatted(card.head().imageSize()));
        }
        fact(facts, "Weights, SHA-256", card.head().weights());
        return new Section("Who stands behind it", "Each step is in the audit trail.", List.of(new Facts(facts)));
    }

    /** Counts by name as a list; anything else as it is. */
    private static String plain(Object value) {
        return value instanceof Map<?, ?> counts
                ? counts.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    private static void fact(List<Fact> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new Fact(name, value.toString()));
        }
    }

    private static String interval(MetricValue value) {
        return number(value.low()) + "–" + number(value.high());
    }

    /** Shares as in papers; what is larger, such as a distance in millimetres, with the digits that count. */
    private static String number(double value) {
        return Math.abs(value) <= 1 ? Figure.share(value) : Figure.digits(value);
    }

    /** {@code balancedAccuracy} and {@code MULTI_LABEL} in words. */
    static String words(String name) {
        String known = KNOWN.get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        String spaced = name.equals(name.toUpperCase(Locale.ROOT))
                ? name.replace('_', ' ')
                : name.replaceAll("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])", " ");
        return spaced.toLowerCase(Locale.ROOT);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
