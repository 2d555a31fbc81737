package org.isocenter.cli.command;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.isocenter.cli.client.ModelCalls.Head;
import org.isocenter.cli.client.ModelCalls.Metric;
import org.isocenter.cli.client.ModelCalls.Step;
import org.isocenter.cli.console.TextTable;

/** A head for people: what it is, its figures on test patients, the steps it went. */
final class HeadText {
    private HeadText() {}

    static String of(Head head) {
        TextTable figures = new TextTable("figure", "value", "low", "high");
        head.report().metrics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> row(figures, each.getKey(), each.getValue()));
        return String.join(
                System.lineSeparator(),
                "Head %s, %s, is %s; trained by %s with %d labels, measured on %d test patients."
                        .formatted(
                                head.name(),
                                head.id(),
                                head.state().toLowerCase(Locale.ROOT),
                                head.trainedBy(),
                                head.report().trainLabels(),
                                head.report().testPatients()),
                figures.toString(),
                head.steps().stream().map(HeadText::told).collect(Collectors.joining(System.lineSeparator())));
    }

    private static void row(TextTable table, String name, Metric metric) {
        table.row(name, figure(metric.value()), figure(metric.low()), figure(metric.high()));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String told(Step step) {
        return "%s by %s, %s: %s"
                .formatted(step.state().toLowerCase(Locale.ROOT), step.by(), step.at(), step.comment());
    }
}
