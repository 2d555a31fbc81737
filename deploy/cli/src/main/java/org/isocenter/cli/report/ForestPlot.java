package org.isocenter.cli.report;

import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.page.Axis;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Figure;
import org.jspecify.annotations.Nullable;

/**
 * Figures with their intervals, one under the other on one scale.
 *
 * @param title what is compared
 * @param chance value of a guess, drawn as a line; null where there is none
 * @param rows from top to bottom
 */
record ForestPlot(String title, @Nullable Double chance, List<Row> rows) {
    private static final int WIDTH = 720;
    private static final int LEFT = 190;
    private static final int RIGHT = 150;
    private static final int ROW = 30;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;

    /**
     * One figure.
     *
     * @param label of the row
     * @param tone class that gives its colour
     * @param metric null for a row that was not measured
     */
    record Row(String label, String tone, @Nullable MetricValue metric) {}

    Element draw() {
        int height = TOP + rows.size() * ROW + BOTTOM;
        Element svg = Element.of("svg", "chart forest")
                .with("viewBox", "0 0 %d %d".formatted(WIDTH, height))
                .with("role", "img")
                .with("aria-label", title);
        Axis axis = axis();
        grid(svg, axis, height);
        for (int i = 0; i < rows.size(); i++) {
            row(svg, axis, rows.get(i), TOP + (i + 0.5) * ROW);
        }
        return svg;
    }

    private Axis axis() {
        double low = values().mapToDouble(MetricValue::low).min().orElse(0);
        double high = values().mapToDouble(MetricValue::high).max().orElse(1);
        double from = chance == null ? low : Math.min(low, chance);
        return Axis.around(from, high, LEFT, WIDTH - RIGHT);
    }

    private Stream<MetricValue> values() {
        return rows.stream().flatMap(row -> Stream.ofNullable(row.metric()));
    }

    private void grid(Element svg, Axis axis, int height) {
        double foot = height - BOTTOM + 4;
        for (double tick : axis.ticks()) {
            svg.add(vertical("grid", axis.at(tick), foot));
            svg.add(text("tick", axis.at(tick), foot + 18, axis.label(tick)).with("text-anchor", "middle"));
        }
        if (chance != null) {
            svg.add(vertical("chance", axis.at(chance), foot));
            svg.add(text("tick", axis.at(chance) + 6, TOP + 4, "chance"));
        }
    }

    private static void row(Element svg, Axis axis, Row row, double y) {
        svg.add(text("name", LEFT - 14, y + 4, row.label()).with("text-anchor", "end"));
        MetricValue metric = row.metric();
        if (metric == null) {
            svg.add(text("tick", WIDTH - RIGHT + 16, y + 4, "not run"));
            return;
        }
        svg.add(Element.of("line", "whisker " + row.tone())
                .with("x1", axis.at(metric.low()))
                .with("x2", axis.at(metric.high()))
                .with("y1", y)
                .with("y2", y));
        svg.add(Element.of("circle", "dot " + row.tone())
                .with("cx", axis.at(metric.value()))
                .with("cy", y)
                .with("r", 6));
        svg.add(text("value " + row.tone(), WIDTH - RIGHT + 16, y + 4, Figure.share(metric.value()))
                .add(Element.of("tspan", "tick").with("dx", 10).text(Figure.interval(metric))));
    }

    private static Element vertical(String cssClass, double x, double foot) {
        return Element.of("line", cssClass)
                .with("x1", x)
                .with("x2", x)
                .with("y1", TOP)
                .with("y2", foot);
    }

    private static Element text(String cssClass, double x, double y, String words) {
        return Element.of("text", cssClass).with("x", x).with("y", y).text(words);
    }
}
