package org.isocenter.platform.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One curve in a frame with ticks. A long curve is drawn faintly as it is, and strongly as its running mean.
 *
 * @param title what it shows
 * @param xLabel what runs along
 * @param tone class of the line, which gives its colour
 */
public record LineChart(String title, String xLabel, String tone) {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 250;
    private static final int LEFT = 52;
    private static final int RIGHT = 58;
    private static final int TOP = 14;
    private static final int BOTTOM = 40;
    private static final int LONG = 60;
    private static final int MOST_POINTS = 600;

    /**
     * A measured line.
     *
     * @param name such as {@code loss} or {@code knn}
     * @param points in the order of x
     */
    public record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** A point of a curve: step of the optimiser, and value. */
    public record Point(double x, double y) {}

    /** The chart as a figure; a curve has at least one point. */
    public Element draw(Curve curve) {
        List<Point> points = thinned(curve.points());
        Axis x = new Axis(
                points.get(0).x(),
                Math.max(points.get(0).x() + 1, points.get(points.size() - 1).x()),
                LEFT,
                WIDTH - RIGHT);
        Axis y = Axis.around(least(points), most(points), HEIGHT - BOTTOM, TOP);
        Element svg = Element.of("svg", "chart")
                .with("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT))
                .with("role", "img")
                .with("aria-label", title);
        frame(svg, x, y);
        boolean isLong = points.size() > LONG;
        if (isLong) {
            svg.add(line(points, x, y, "line faint " + tone));
        }
        List<Point> strong = isLong ? runningMean(points, points.size() / 25) : points;
        svg.add(line(strong, x, y, "line " + tone));
        if (!isLong) {
            strong.forEach(point -> svg.add(dot(point, x, y)));
        }
        end(svg, strong.get(strong.size() - 1), x, y);
        return Element.of("figure", "panel")
                .add(Element.of("figcaption").text(title))
                .add(svg);
    }

    private void frame(Element svg, Axis x, Axis y) {
        for (double tick : y.ticks()) {
            svg.add(Element.of("line", "grid")
                    .with("x1", LEFT)
                    .with("x2", WIDTH - RIGHT)
                    .with("y1", y.at(tick))
                    .with("y2", y.at(tick)));
            svg.add(Marks.label(LEFT - 8, y.at(tick) + 4, "end", y.label(tick)));
        }
        for (double tick : x.ticks()) {
            svg.add(Marks.label(x.at(tick), HEIGHT - BOTTOM + 18, "middle", x.label(tick)));
        }
        svg.add(Marks.label((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 5, "middle", xLabel));
    }

    private Element dot(Point point, Axis x, Axis y) {
        return Element.of("circle", "dot " + tone)
                .with("cx", x.at(point.x()))
                .with("cy", y.at(point.y()))
                .with("r", 3);
    }

    private void end(Element svg, Point last, Axis x, Axis y) {
        svg.add(dot(last, x, y));
        svg.add(Element.of("text", "value " + tone)
                .with("x", x.at(last.x()) + 8)
                .with("y", y.at(last.y()) + 4)
                .text(Figure.digits(last.y())));
    }

    private static Element line(List<Point> points, Axis x, Axis y, String cssClass) {
        return Element.of("polyline", cssClass)
                .with(
                        "points",
                        points.stream()
                                .map(p -> Element.coordinate(x.at(p.x())) + "," + Element.coordinate(y.at(p.y())))
                                .collect(Collectors.joining(" ")));
    }

    private static List<Point> thinned(List<Point> points) {
        int step = 1 + points.size() / MOST_POINTS;
        return IntStream.range(0, points.size())
                .filter(i -> i % step == 0 || i == points.size() - 1)
                .mapToObj(points::get)
                .toList();
    }

    private static List<Point> runningMean(List<Point> points, int reach) {
        List<Point> means = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            double mean = points.subList(Math.max(0, i - reach), Math.min(points.size(), i + reach + 1)).stream()
                    .mapToDouble(Point::y)
                    .average()
                    .orElseThrow();
            means.add(new Point(points.get(i).x(), mean));
        }
        return means;
    }

    private static double least(List<Point> points) {
        return points.stream().mapToDouble(Point::y).min().orElseThrow();
    }

    private static double most(List<Point> points) {
        return points.stream().mapToDouble(Point::y).max().orElseThrow();
    }
}
