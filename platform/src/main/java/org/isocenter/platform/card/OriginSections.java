package org.isocenter.platform.card;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.card.ModelCard.Data;
import org.isocenter.platform.card.ModelCard.Group;
import org.isocenter.platform.card.ModelCard.Labels;
import org.isocenter.platform.card.ModelCard.Link;
import org.isocenter.platform.card.Section.Drawing;
import org.isocenter.platform.card.Section.Part;
import org.isocenter.platform.card.Section.Table;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.label.LabelSource;
import org.isocenter.platform.page.LineChart;
import org.jspecify.annotations.Nullable;

/** What a head came from: the data, the labels, the chain of encoders. */
final class OriginSections {
    private OriginSections() {}

    static Section data(Data data) {
        FactList facts = new FactList()
                .with("Cohort", "%s, version %d".formatted(data.cohort(), data.version()))
                .with("Cohort hash", data.sha256());
        if (data.lost() > 0) {
            facts.with("Deleted since", data.lost() + " frames");
        }
        data.ages().ifPresent(ages -> facts.with("Ages", "%d to %d years".formatted(ages.least(), ages.greatest())));
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
                        facts.facts(),
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

    static Section labels(Labels labels) {
        FactList facts = new FactList()
                .with("Label set", "%s, version %d".formatted(labels.set(), labels.version()))
                .with("Label hash", labels.sha256().orElse(null))
                .with(
                        "Scheme",
                        "%s, %s"
                                .formatted(
                                        labels.scheme(),
                                        Wording.words(labels.kind().name())))
                .with("Classes", String.join(", ", labels.classes()))
                .with("Labelled images in the set", labels.labelled())
                .with("Who labelled", sources(labels.sources()))
                .with("Labels used for any choice", labels.used())
                .with("Budget", labels.budget());
        labels.draw().entrySet().stream()
                .filter(each -> !(each.getValue() instanceof Collection))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> facts.with("Draw, " + Wording.words(each.getKey()), Wording.plain(each.getValue())));
        return new Section(
                "Labels",
                "Every label that went into a choice counts, those of early stopping too. Of labels from files it is known who brought them, not who read the images.",
                List.of(facts.facts()));
    }

    private static @Nullable String sources(List<LabelSource> sources) {
        return sources.isEmpty()
                ? null
                : sources.stream()
                        .map(each -> "%s (%d)".formatted(each.importedBy().orElse("unknown"), each.labels()))
                        .collect(Collectors.joining(", ", "imported from files by ", ""));
    }

    static Section chain(List<Link> chain, List<LineChart.Curve> curves) {
        List<List<String>> rows = chain.stream().map(OriginSections::stage).toList();
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
                Wording.words(link.stage().name()) + (link.transductive() ? ", transductive" : ""),
                link.architecture(),
                link.method(),
                link.cohortSha256()
                        .map(hash -> hash.substring(0, Math.min(12, hash.length())))
                        .orElse("–"),
                Long.toString(link.seed()),
                link.codeVersion());
    }
}
