package org.isocenter.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.isocenter.cli.report.EfficiencyResult.Point;
import org.isocenter.platform.page.Axis;
import org.isocenter.platform.page.Element;

/**
 * Curves of few labels as a picture that stands by itself: a colour for each start, full dots and lines for a frozen encoder, open and dashed for a fine-tuned
 * one, whiskers for 95 % intervals.
 *
 * @param metric what runs up
 * @param masks whether budgets count masks in all, not labels of each class
 * @param points from the smallest budget to the largest
 */
public record EfficiencyChart(String metric, boolean masks, List<Point> points) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int LEFT = 64;
    private static final int RIGHT = 190;
    private static final int TOP = 20;
    private static final int BOTTOM = 56;
    private static final double APART = 7;
    private static final Map<String, String> COLOURS =
            Map.of("random", "#767d88", "imagenet", "#2563a8", "chain", "#c2410c");
    private static final Map<String, String> NAMES =
            Map.of("random", "random", "imagenet", "ImageNet", "chain", "ImageNet, then in-domain");

    private record Curve(String init, String mode) {
        String name() {
            return NAMES.getOrDefault(init, init) + ", " + (mode.equals("finetuned") ? "fine-tuned" : mode);
        }

        String colour() {
            return COLOURS.getOrDefault(init, "#444444");
        }

        boolean isDashed() {
            return mode.equals("finetuned");
        }
    }

    /** The picture as an SVG document. */
    public String svg() {
        Element svg = Element.of("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT))
                .with("font-family", "Helvetica, Arial, sans-serif")
                .with("font-size", 13)
                .with("role", "img")
                .with("aria-label", metric + " over the number of labels");
        svg.add(Element.of("rect").with("width", WIDTH).with("height", HEIGHT).with("fill", "#ffffff"));
        List<String> budgets =
                List.copyOf(points.stream().map(Point::budget).collect(Collectors.toCollection(LinkedHashSet::new)));
        Axis x = new Axis(0, Math.max(1, budgets.size() - 1), LEFT + 30, WIDTH - RIGHT - 30);
        Axis y = Axis.around(
                points.stream().mapToDouble(Point::low).min().orElse(0),
                points.stream().mapToDouble(Point::high).max().orElse(1),
                HEIGHT - BOTTOM,
                TOP);
        frame(svg, budgets, x, y);
        List<Curve> curves = List.copyOf(points.stream()
                .map(point -> new Curve(point.init(), point.mode()))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        for (int i = 0; i < curves.size(); i++) {
            double aside = (i - (curves.size() - 1) / 2.0) * APART;
            curve(svg, curves.get(i), budgets, x, y, aside);
            legend(svg, curves.get(i), TOP + 14 + i * 22);
        }
        return svg.markup();
    }

    private void frame(Element svg, List<String> budgets, Axis x, Axis y) {
        for (double tick : y.ticks()) {
            svg.add(line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "#e3e6ea"));
            svg.add(words(LEFT - 8, y.at(tick) + 4, "end", y.label(tick)));
        }
        for (int i = 0; i < budgets.size(); i++) {
            svg.add(words(x.at(i), HEIGHT - BOTTOM + 20, "middle", budgets.get(i)));
        }
        svg.add(line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "#333333"));
        svg.add(words(
                (LEFT + WIDTH - RIGHT) / 2.0,
                HEIGHT - 12,
                "middle",
                masks ? "labelled images in all" : "labelled images of each class"));
        svg.add(words(16, (TOP + HEIGHT - BOTTOM) / 2.0, "middle", metric)
                .with("transform", "rotate(-90 16 %s)".formatted(Element.coordinate((TOP + HEIGHT - BOTTOM) / 2.0))));
    }

    private void curve(Element svg, Curve curve, List<String> budgets, Axis x, Axis y, double aside) {
        List<String> corners = new ArrayList<>();
        List<Element> dots = new ArrayList<>();
        for (Point point : points) {
            if (point.init().equals(curve.init()) && point.mode().equals(curve.mode())) {
                double at = x.at(budgets.indexOf(point.budget())) + aside;
                corners.add(Element.coordinate(at) + "," + Element.coordinate(y.at(point.mean())));
                dots.add(line(at, y.at(point.low()), at, y.at(point.high()), curve.colour()));
                dots.add(dot(at, y.at(point.mean()), curve));
            }
        }
        Element line = Element.of("polyline")
                .with("points", String.join(" ", corners))
                .with("fill", "none")
                .with("stroke", curve.colour())
                .with("stroke-width", 2);
        svg.add(curve.isDashed() ? line.with("stroke-dasharray", "6 4") : line);
        dots.forEach(svg::add);
    }

    private static void legend(Element svg, Curve curve, double y) {
        double left = WIDTH - RIGHT + 14;
        Element line = line(left, y, left + 26, y, curve.colour()).with("stroke-width", 2);
        svg.add(curve.isDashed() ? line.with("stroke-dasharray", "6 4") : line);
        svg.add(dot(left + 13, y, curve));
        List<String> lines = List.of(curve.name().split("(?<=, then) ", 2));
        svg.add(words(left + 34, y + 4, "start", lines.get(0)).with("font-size", 11));
        if (lines.size() > 1) {
            svg.add(words(left + 34, y + 16, "start", lines.get(1)).with("font-size", 11));
        }
    }

    private static Element dot(double x, double y, Curve curve) {
        return Element.of("circle")
                .with("cx", x)
                .with("cy", y)
                .with("r", 3.5)
                .with("fill", curve.isDashed() ? "#ffffff" : curve.colour())
                .with("stroke", curve.colour())
                .with("stroke-width", 1.5);
    }

    private static Element line(double x1, double y1, double x2, double y2, String colour) {
        return Element.of("line")
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2)
                .with("stroke", colour);
    }

    private static Element words(double x, double y, String anchor, String text) {
        return Element.of("text")
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor)
                .with("fill", "#333333")
                .text(text);
    }
}
