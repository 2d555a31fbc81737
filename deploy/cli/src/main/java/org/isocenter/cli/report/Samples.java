package org.isocenter.cli.report;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.cli.report.Gallery.Choice;
import org.isocenter.cli.report.Gallery.Picture;
import org.isocenter.cli.report.Gallery.Sample;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Figure;
import org.isocenter.platform.page.Page;
import org.jspecify.annotations.Nullable;

/** Test frames with what the heads said about them. */
final class Samples {
    private Samples() {}

    static Element of(List<Sample> samples) {
        return Page.section(
                "Test patients the heads had never seen",
                "Drawn at random with the seed, and beside them the worst: a figure is only worth what its failures look"
                        + " like.",
                Stream.of("classification", "segmentation").flatMap(task -> task(samples, task)));
    }

    private static Stream<Element> task(List<Sample> samples, String task) {
        List<Sample> shown =
                samples.stream().filter(sample -> sample.task().equals(task)).toList();
        if (shown.isEmpty()) {
            return Stream.of();
        }
        Element legend = Element.of("p", "legend");
        if (task.equals("segmentation")) {
            legend.add(Element.of("span", "stroke truth"))
                    .text("reference ")
                    .add(Element.of("span", "stroke predicted"))
                    .text("predicted");
        }
        return Stream.of(
                Element.of("h3").text(task.equals("segmentation") ? "Masks" : "Classes"),
                legend,
                Element.of("div", "grid samples").add(shown.stream().map(Samples::card)));
    }

    private static Element card(Sample sample) {
        Element caption = Element.of("figcaption");
        if (sample.task().equals("segmentation")) {
            caption.add(Element.of("strong").text("Dice " + Figure.share(sample.score())));
            caption.add(Element.of("span").text(sample.truth()));
        } else {
            caption.add(Element.of("strong", sample.right() ? "right" : "wrong")
                    .text((sample.right() ? "✓ " : "✗ ") + sample.predicted() + " " + Figure.share(sample.score())));
            caption.add(Element.of("span").text("is " + sample.truth()));
        }
        Element card = Element.of("figure", "card")
                .add(picture(sample.picture(), sample.trueMask(), sample.predictedMask()))
                .add(caption);
        return sample.chosen() == Choice.WORST
                ? card.add(Element.of("span", "badge").text("worst"))
                : card;
    }

    /** A picture with the outlines of two regions over it. */
    static Element picture(Picture picture, @Nullable Region truth, @Nullable Region predicted) {
        Element svg = Element.of("svg", "picture")
                .with("viewBox", "0 0 %d %d".formatted(picture.columns(), picture.rows()))
                .with("role", "img")
                .with("aria-label", "frame")
                .add(Element.of("image")
                        .with("width", picture.columns())
                        .with("height", picture.rows())
                        .with(
                                "href",
                                "data:" + picture.mediaType() + ";base64,"
                                        + Base64.getEncoder().encodeToString(picture.bytes())));
        outline(svg, truth, picture, "truth");
        outline(svg, predicted, picture, "predicted");
        return svg;
    }

    private static void outline(Element svg, @Nullable Region region, Picture picture, String cssClass) {
        if (region != null) {
            svg.add(Element.of("g")
                    .with(
                            "transform",
                            "scale(%s %s)"
                                    .formatted(
                                            ratio(picture.columns(), region.columns()),
                                            ratio(picture.rows(), region.rows())))
                    .add(Element.of("path", "outline " + cssClass).with("d", Contour.path(region))));
        }
    }

    private static String ratio(int shown, int real) {
        return Double.toString((double) shown / real);
    }
}
