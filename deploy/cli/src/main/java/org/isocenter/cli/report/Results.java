package org.isocenter.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.cli.report.DemoResult.Head;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Figure;
import org.isocenter.platform.page.Page;

/** Every head beside its baselines: a picture of the main figure and a table of all. */
final class Results {
    private static final List<String> INITS = List.of("random", "imagenet", "chain");
    private static final List<String> CLASS_METRICS =
            List.of("auroc", "averagePrecision", "balancedAccuracy", "accuracy");
    private static final List<String> MASK_METRICS = List.of("dice", "iou");

    private Results() {}

    static Element of(DemoResult result) {
        return Page.section(
                "What the encoder is worth",
                "The same head, the same labels, the same test patients; only the weights it starts from differ."
                        + " Figures carry 95 % intervals from resampling patients.",
                Stream.of("classification", "segmentation")
                        .filter(task -> result.heads().stream()
                                .anyMatch(head -> head.task().equals(task)))
                        .map(task -> task(result, task)));
    }

    private static Element task(DemoResult result, String task) {
        List<Head> heads =
                result.heads().stream().filter(head -> head.task().equals(task)).toList();
        return Element.of("div", "panel")
                .add(Element.of("h3")
                        .text("%s, %s labels"
                                .formatted(
                                        task.equals("segmentation") ? "Masks" : "Classes",
                                        Figure.count(heads.get(0).trainLabels()))))
                .add(plot(heads, task))
                .add(table(heads, task));
    }

    private static Element plot(List<Head> heads, String task) {
        List<ForestPlot.Row> rows = new ArrayList<>();
        for (Head first : groups(heads)) {
            for (String init : INITS) {
                MetricValue metric = heads.stream()
                        .filter(head -> isSame(head, first) && head.init().equals(init))
                        .findFirst()
                        .flatMap(head -> head.metric(Head.mainMetric(task)))
                        .orElse(null);
                rows.add(new ForestPlot.Row(initName(init) + ", " + groupName(first), init, metric));
            }
        }
        String name = metricName(Head.mainMetric(task));
        return Element.of("figure")
                .add(Element.of("figcaption").text(name))
                .add(new ForestPlot(name, task.equals("classification") ? 0.5 : null, rows).draw());
    }

    private static Element table(List<Head> heads, String task) {
        List<String> metrics = (task.equals("segmentation") ? MASK_METRICS : CLASS_METRICS)
                .stream()
                        .filter(metric -> heads.stream()
                                .anyMatch(head -> head.metric(metric).isPresent()))
                        .toList();
        Element head = Element.of("tr")
                .add(heading("Starts from"))
                .add(heading("Head"))
                .add(heading("Labels"));
        metrics.forEach(metric -> head.add(heading(metricName(metric))));
        Element body = Element.of("tbody");
        for (Head first : groups(heads)) {
            INITS.forEach(init -> heads.stream()
                    .filter(each -> isSame(each, first) && each.init().equals(init))
                    .forEach(each -> body.add(row(each, metrics))));
        }
        return Element.of("div", "wide")
                .add(Element.of("table").add(Element.of("thead").add(head)).add(body));
    }

    private static Element row(Head head, List<String> metrics) {
        Element row = Element.of("tr")
                .add(Element.of("th")
                        .with("scope", "row")
                        .add(Element.of("span", "swatch " + head.init()))
                        .text(initName(head.init())))
                .add(Element.of("td").text(groupName(head)))
                .add(Element.of("td", "number").text(Figure.count(head.trainLabels())));
        for (String metric : metrics) {
            Element cell = Element.of("td", "number");
            head.metric(metric)
                    .ifPresentOrElse(
                            value -> cell.add(Element.of("strong").text(Figure.share(value.value())))
                                    .add(Element.of("small").text(" " + Figure.interval(value))),
                            () -> cell.text("–"));
            row.add(cell);
        }
        return row;
    }

    /** The first head of each kind, without and with acting on flags. */
    private static List<Head> groups(List<Head> heads) {
        List<Head> groups = new ArrayList<>();
        heads.stream()
                .filter(head -> groups.stream().noneMatch(group -> isSame(group, head)))
                .forEach(groups::add);
        return groups;
    }

    private static boolean isSame(Head one, Head other) {
        return one.task().equals(other.task())
                && one.kind().equals(other.kind())
                && one.actOnFlags() == other.actOnFlags();
    }

    /** The head that differs from another one in its first weights alone. */
    static Optional<Head> same(DemoResult result, Head head, String init) {
        return result.heads().stream()
                .filter(other -> isSame(head, other) && other.init().equals(init))
                .findFirst();
    }

    static String metricName(String metric) {
        return switch (metric) {
            case "auroc" -> "AUROC";
            case "averagePrecision" -> "average precision";
            case "balancedAccuracy" -> "balanced accuracy";
            case "dice" -> "Dice";
            case "iou" -> "IoU";
            default -> metric;
        };
    }

    static String headName(String kind) {
        return switch (kind) {
            case "linear" -> "linear head";
            case "finetuned" -> "fine-tuned head";
            case "decoder" -> "mask decoder";
            default -> kind;
        };
    }

    private static String groupName(Head head) {
        String name = head.kind().equals("finetuned") ? "fine-tuned" : head.kind();
        return head.actOnFlags() ? name + ", flags left out" : name;
    }

    private static String initName(String init) {
        return switch (init) {
            case "random" -> "Random";
            case "imagenet" -> "ImageNet";
            default -> "Chain";
        };
    }

    private static Element heading(String text) {
        return Element.of("th").with("scope", "col").text(text);
    }
}
