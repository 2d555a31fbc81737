package org.isocenter.cli.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.report.DemoResult.Head;
import org.isocenter.cli.report.DemoResult.Link;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Figure;

/** The head of the page: what was done, in one sentence, and the facts that repeat it. */
final class Opening {
    private Opening() {}

    static Element of(DemoResult result) {
        return Element.of("header")
                .add(Element.of("p", "brand").text("Isocenter"))
                .add(Element.of("h1").text(result.project()))
                .add(Element.of("p", "summary").text(summary(result)))
                .add(facts(result));
    }

    private static String summary(DemoResult result) {
        String sentences = Stream.of("classification", "segmentation")
                .flatMap(task -> sentence(result, task).stream())
                .collect(Collectors.joining(" "));
        return sentences.isEmpty() ? "No head was trained." : sentences;
    }

    /** What the chain's plainest head of a task reached beside the same head from random weights; no choice by figures. */
    private static Optional<String> sentence(DemoResult result, String task) {
        String metric = Head.mainMetric(task);
        return Head.plainest(result.heads(), task, "chain").flatMap(head -> head.metric(metric)
                .map(reached ->
                        "With %s labels the %s from this project's own encoder reached %s %s (%s) on test patients%s."
                                .formatted(
                                        Figure.count(head.trainLabels()),
                                        Results.headName(head.kind()),
                                        Results.metricName(metric),
                                        Figure.share(reached.value()),
                                        Figure.interval(reached),
                                        beside(result, head, metric))));
    }

    private static String beside(DemoResult result, Head head, String metric) {
        return Results.same(result, head, "random")
                .flatMap(random -> random.metric(metric))
                .map(Opening::fromRandom)
                .orElse("");
    }

    private static String fromRandom(MetricValue random) {
        return "; from random weights %s (%s)".formatted(Figure.share(random.value()), Figure.interval(random));
    }

    private static Element facts(DemoResult result) {
        Element list = Element.of("dl", "facts");
        fact(list, "Data", result.data());
        fact(list, "Seed", Long.toString(result.seed()));
        fact(list, "Code", result.version());
        fact(list, "Took", Figure.duration(result.seconds()));
        fact(list, "Encoder", chain(result.lineage()));
        result.labelSets()
                .forEach(set -> fact(
                        list,
                        "Labels",
                        "%s, version %d, %s frames, %s"
                                .formatted(
                                        set.name(),
                                        set.version(),
                                        Figure.count(set.labelled()),
                                        shortened(set.sha256()))));
        fact(
                list,
                "Cohort",
                "%s, version %d"
                        .formatted(result.cohort().name(), result.cohort().number()));
        fact(list, "Cohort hash", result.cohort().sha256());
        return list;
    }

    /** The chain from its start; one that begins in the domain began with random weights. */
    private static String chain(List<Link> links) {
        boolean fromRandom = !links.isEmpty() && links.get(0).stage().equals("IN_DOMAIN");
        String chain = links.stream().map(Opening::link).collect(Collectors.joining(" → "));
        return fromRandom ? "random weights → " + chain : chain;
    }

    private static String link(Link link) {
        return "%s (%s, %s)".formatted(link.name(), link.method(), link.architecture());
    }

    private static String shortened(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) + "…" : hash;
    }

    private static void fact(Element list, String name, String value) {
        list.add(Element.of("div")
                .add(Element.of("dt").text(name))
                .add(Element.of("dd").text(value)));
    }
}
