package org.isocenter.platform.card;

import java.util.List;
import java.util.stream.Collectors;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.ReliabilityBin;
import org.isocenter.platform.page.Axis;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Marks;

/** A reliability picture: what was said against what came true, as the head says it and with the temperature; the diagonal is right. */
final class Reliability {
    private static final int SIDE = 340;
    private static final int LEFT = 52;
    private static final int BOTTOM = 44;
    private static final int MARGIN = 14;

    static Element draw(Calibration calibration) {
        Axis x = new Axis(0, 1, LEFT, SIDE - MARGIN);
        Axis y = new Axis(0, 1, SIDE - BOTTOM, MARGIN);
        Element svg = Element.of("svg", "chart")
                .with("viewBox", "0 0 %d %d".formatted(SIDE, SIDE))
                .with("role", "img")
                .with("aria-label", "Reliability");
        for (double tick : y.ticks()) {
            svg.add(Marks.line("grid", x.at(0), y.at(tick), x.at(1), y.at(tick)));
            svg.add(Marks.label(LEFT - 8, y.at(tick) + 4, "end", y.label(tick)));
            svg.add(Marks.label(x.at(tick), SIDE - BOTTOM + 18, "middle", x.label(tick)));
        }
        svg.add(Marks.line("chance", x.at(0), y.at(0), x.at(1), y.at(1)));
        svg.add(Marks.label(x.at(0.5), SIDE - 6, "middle", "said"));
        curve(svg, calibration.bins(), "random", x, y);
        curve(svg, calibration.calibratedBins(), "chain", x, y);
        String caption = calibration.calibratedBins().isEmpty()
                ? "Said against came true, as the head says it (grey)."
                : "Said against came true, as the head says it (grey) and with the temperature (blue).";
        return Element.of("figure", "panel reliability")
                .add(Element.of("figcaption").text(caption))
                .add(svg);
    }

    private static void curve(Element svg, List<ReliabilityBin> bins, String tone, Axis x, Axis y) {
        svg.add(Element.of("polyline", "line " + tone)
                .with(
                        "points",
                        bins.stream()
                                .map(bin -> Element.coordinate(x.at(bin.said())) + ","
                                        + Element.coordinate(y.at(bin.happened())))
                                .collect(Collectors.joining(" "))));
        bins.forEach(bin -> svg.add(Element.of("circle", "dot " + tone)
                .with("cx", x.at(bin.said()))
                .with("cy", y.at(bin.happened()))
                .with("r", 3)));
    }

    private Reliability() {}
}
