package org.isocenter.platform.card;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.platform.card.Section.Drawing;
import org.isocenter.platform.card.Section.Image;
import org.isocenter.platform.card.Section.Part;
import org.isocenter.platform.card.Section.Sentences;
import org.isocenter.platform.card.Section.Table;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.model.NearDuplicateFigures;
import org.isocenter.platform.model.Subgroup;

/** What a head reached: figures with intervals, for whom they hold, whether it can be taken at its word, where it looks. */
final class FigureSections {
    private final ModelCard card;

    FigureSections(ModelCard card) {
        this.card = card;
    }

    Section reached() {
        EvaluationReport report = card.report();
        List<String> starts = report.baselines().keySet().stream().sorted().toList();
        List<String> columns = new ArrayList<>(List.of("figure", "this head", "95 % interval"));
        starts.forEach(start -> columns.add("the same from " + Wording.words(start)));
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
                        Wording.words(each.getKey()),
                        Wording.figure(each.getValue()),
                        Wording.figure(others.metrics().get(each.getKey()))))
                .toList();
        return new Table(
                List.of(
                        "figure",
                        "with near-duplicates of training images",
                        "without the %d, on %d images of %d patients"
                                .formatted(others.nearDuplicates(), others.testFrames(), others.testPatients())),
                rows);
    }

    Optional<Section> subgroups() {
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

    static Section calibration(Calibration calibration) {
        FactList facts = new FactList()
                .with(
                        "Temperature",
                        calibration.temperature().map(Wording::number).orElse("none"))
                .with("Fitted", calibration.how());
        calibration.calibrated().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> facts.with(
                        Wording.capital(Wording.words(each.getKey())) + " with it", Wording.figure(each.getValue())));
        List<List<String>> rows = calibration.bins().stream()
                .map(bin -> List.of(
                        Wording.number(bin.said()), Wording.number(bin.happened()), Long.toString(bin.samples())))
                .toList();
        return new Section(
                "Whether it can be taken at its word",
                "Of all that it says with one probability, that share should come true.",
                List.of(
                        facts.facts(),
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
        return Stream.concat(first.stream(), figures.stream().map(Wording::words))
                .toList();
    }

    private static List<String> cells(List<String> first, List<String> figures, Map<String, MetricValue> values) {
        return Stream.concat(first.stream(), figures.stream().map(each -> Wording.figure(values.get(each))))
                .toList();
    }

    private List<String> row(Map.Entry<String, MetricValue> figure, List<String> starts) {
        List<String> cells = new ArrayList<>(List.of(
                Wording.words(figure.getKey()),
                Wording.number(figure.getValue().value()),
                Wording.interval(figure.getValue())));
        starts.forEach(start ->
                cells.add(Wording.figure(card.report().baselines().get(start).get(figure.getKey()))));
        return cells;
    }

    Optional<Section> looks() {
        if (card.explanation().isEmpty()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        FactList facts = new FactList().with("Maps by", card.explanation().get("method"));
        if (card.explanation().get("randomisedCorrelation") instanceof Number correlation) {
            facts.with(
                    "Rank correlation with the maps of random weights",
                    "%s (0 is right; over %s images)"
                            .formatted(
                                    Wording.number(correlation.doubleValue()),
                                    card.explanation().get("images")));
        }
        facts.with("Warning", card.explanation().get("warning"));
        parts.add(facts.facts());
        card.pictures().forEach(picture -> parts.add(new Image(picture)));
        return Optional.of(new Section(
                "Where it looks",
                "Places of an image that the answer hangs on; a hint at shortcuts, no proof of sense.",
                parts));
    }
}
