package org.isocenter.cli.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.isocenter.cli.report.DemoResult.Stage;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Figure;
import org.isocenter.platform.page.LineChart;
import org.isocenter.platform.page.LineChart.Curve;
import org.isocenter.platform.page.Page;

/** How the encoder came to be: stages, their curves and how far each moved. */
final class Chain {
    /** Every curve runs along the optimiser's steps; what is measured once an epoch stands at the epoch's last step. */
    private static final String STEP = "step";

    private static final String TERM = "loss.";
    private static final Map<String, LineChart> CHARTS = charts();

    private Chain() {}

    private static Map<String, LineChart> charts() {
        Map<String, LineChart> charts = new LinkedHashMap<>();
        charts.put("loss", new LineChart("Loss", STEP, "chain"));
        charts.put("knn", new LineChart("k-nearest-neighbour probe", STEP, "probe"));
        charts.put("linear", new LineChart("Linear probe", STEP, "probe"));
        charts.put("featureStd", new LineChart("Spread of the representation", STEP, "random"));
        charts.put("embeddingStd", new LineChart("Spread of the embedding", STEP, "random"));
        charts.put("embeddingRank", new LineChart("Effective rank of the embedding", STEP, "imagenet"));
        charts.put("representationRank", new LineChart("Effective rank of the representation", STEP, "imagenet"));
        charts.put("alignment", new LineChart("Distance of two views (alignment)", STEP, "imagenet"));
        charts.put("uniformity", new LineChart("Uniformity", STEP, "imagenet"));
        charts.put("teacherEntropy", new LineChart("Entropy of the teacher", STEP, "imagenet"));
        charts.put("teacherMeanEntropy", new LineChart("Entropy of the teacher's mean", STEP, "imagenet"));
        charts.put("prototypeUse", new LineChart("Prototypes in use", STEP, "imagenet"));
        charts.put("learningRate", new LineChart("Learning rate", STEP, "random"));
        charts.put("gradientNorm", new LineChart("Norm of the gradient", STEP, "random"));
        charts.put("imagesPerSecond", new LineChart("Images per second", STEP, "random"));
        charts.put("dataWait", new LineChart("Part of a step spent waiting for views", STEP, "random"));
        return charts;
    }

    static Element of(DemoResult result) {
        return Page.section(
                "Pretraining on unlabelled images",
                "Labels play no part in the loss. The probe asks after each epoch whether images of one class lie together"
                        + " in the representation, with training labels alone.",
                Stream.of(
                        Element.of("div", "grid charts")
                                .add(result.gallery().curves().stream()
                                        .filter(curve -> !curve.points().isEmpty())
                                        .sorted(Comparator.comparingInt(Chain::place))
                                        .map(curve -> chart(curve.name()).draw(curve))),
                        pictures(result),
                        table(result)));
    }

    private static Element pictures(DemoResult result) {
        return Element.of("div", "run-pictures")
                .add(result.gallery().pictures().stream().map(each -> Element.of("figure", "panel")
                        .add(Samples.picture(each.picture(), null, null))
                        .add(Element.of("figcaption").text(each.caption()))));
    }

    /** Curves in the order of {@link #CHARTS}, the terms of a loss after it, what is not known at the end. */
    private static int place(Curve curve) {
        int place = List.copyOf(CHARTS.keySet()).indexOf(curve.name().startsWith(TERM) ? "loss" : curve.name());
        return place < 0 ? CHARTS.size() : place;
    }

    private static LineChart chart(String name) {
        return name.startsWith(TERM)
                ? new LineChart("Loss: " + name.substring(TERM.length()), STEP, "chain")
                : CHARTS.getOrDefault(name, new LineChart(name, STEP, "imagenet"));
    }

    private static Element table(DemoResult result) {
        Element head = Element.of("tr");
        Stream.of(
                        "Stage",
                        "Method",
                        "From",
                        "Images",
                        "Seen",
                        "Epochs",
                        "Steps",
                        "Loss",
                        "Weights moved",
                        "Features moved",
                        "Images/s")
                .forEach(name -> head.add(Element.of("th").with("scope", "col").text(name)));
        return Element.of("div", "wide")
                .add(Element.of("table")
                        .add(Element.of("thead").add(head))
                        .add(Element.of("tbody")
                                .add(result.pretraining().stream().map(stage -> row(result, stage)))));
    }

    private static Element row(DemoResult result, Stage stage) {
        Double features = stage.featureChange();
        return Element.of("tr")
                .add(Element.of("th").with("scope", "row").text(name(result, stage.encoder())))
                .add(cell(stage.method()))
                .add(cell(stage.parent() == null ? "random weights" : name(result, stage.parent())))
                .add(number(Figure.count(stage.images())
                        + (Boolean.TRUE.equals(stage.transductive()) ? " (test patients too, without labels)" : "")))
                .add(number(Figure.count(stage.imagesSeen())))
                .add(number(Figure.count(stage.epochs())))
                .add(number(Figure.count(stage.steps())))
                .add(number(Figure.digits(stage.firstLoss()) + " → " + Figure.digits(stage.lastLoss())))
                .add(number(Figure.digits(stage.relativeChange()) + (stage.moved() ? "" : " (no stage)")))
                .add(number(features == null ? "–" : Figure.digits(features)))
                .add(number(Figure.digits(stage.imagesPerSecond())));
    }

    /** The name of an encoder of the chain. */
    private static String name(DemoResult result, String encoder) {
        return result.lineage().stream()
                .filter(link -> link.id().equals(encoder))
                .map(DemoResult.Link::name)
                .findFirst()
                .orElse(encoder);
    }

    private static Element cell(String text) {
        return Element.of("td").text(text);
    }

    private static Element number(String text) {
        return Element.of("td", "number").text(text);
    }
}
