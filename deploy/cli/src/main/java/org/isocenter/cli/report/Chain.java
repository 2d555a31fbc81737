package org.isocenter.cli.report;

import java.util.stream.Stream;
import org.isocenter.cli.report.DemoResult.Stage;
import org.isocenter.cli.report.Gallery.Curve;

/** How the encoder came to be: stages, their curves and how far each moved. */
final class Chain {
    /** Every curve runs along the optimiser's steps; what is measured once an epoch stands at the epoch's last step. */
    private static final String STEP = "step";

    private Chain() {}

    static Element of(DemoResult result) {
        return DemoReport.section(
                "Pretraining on unlabelled images",
                "Labels play no part in the loss. The probe asks after each epoch whether images of one class lie together"
                        + " in the representation, with training labels alone.",
                Stream.of(
                        Element.of("div", "grid charts")
                                .add(result.gallery().curves().stream()
                                        .filter(curve -> !curve.points().isEmpty())
                                        .map(Chain::chart)),
                        table(result)));
    }

    private static Element chart(Curve curve) {
        LineChart chart =
                switch (curve.name()) {
                    case "loss" -> new LineChart("Loss", STEP, "chain");
                    case "knn" -> new LineChart("k-nearest-neighbour probe", STEP, "probe");
                    case "featureStd" -> new LineChart("Spread of the representation", STEP, "random");
                    case "embeddingStd" -> new LineChart("Spread of the embedding", STEP, "random");
                    case "embeddingRank" -> new LineChart("Effective rank of the embedding", STEP, "imagenet");
                    default -> new LineChart(curve.name(), STEP, "imagenet");
                };
        return chart.draw(curve);
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
                .add(number(Figure.count(stage.images())))
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
