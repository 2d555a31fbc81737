package org.isocenter.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.console.TextTable;

/** The result of an EVALUATE job for people: figures beside those of baselines and of another head, calibration, subgroups, and what to bear in mind. */
final class EvaluationText {
    private static final String UNKNOWN = "-";

    private final JsonNode result;
    private final List<String> parts = new ArrayList<>();

    private EvaluationText(JsonNode result) {
        this.result = result;
    }

    /** The text of a result; where the figures come from and how the head explains itself stand in the document alone. */
    static String of(Map<String, Object> result) {
        EvaluationText text = new EvaluationText(IsocenterClient.tree(result));
        text.figures();
        text.nearDuplicates();
        text.comparison("comparison", "");
        text.comparison("comparisonWithoutNearDuplicates", ", without near-duplicates");
        text.perClass();
        text.calibration();
        text.subgroups();
        text.notes();
        return String.join(System.lineSeparator() + System.lineSeparator(), text.parts);
    }

    private void figures() {
        List<String> header = new ArrayList<>(List.of("figure", "head"));
        List<JsonNode> columns = new ArrayList<>(List.of(result.path("metrics")));
        result.path("baselines").properties().forEach(each -> {
            header.add(each.getKey());
            columns.add(each.getValue().path("metrics"));
        });
        if (result.has("against")) {
            header.add(result.at("/against/name").asText());
            columns.add(result.at("/against/metrics"));
        }
        TextTable table = new TextTable(header.toArray(String[]::new));
        result.path("metrics").fieldNames().forEachRemaining(name -> {
            List<Object> cells = new ArrayList<>(List.of(name));
            columns.forEach(column -> cells.add(figure(column.path(name))));
            table.row(cells.toArray());
        });
        parts.add("%s on %d patients, %d images (95 %% intervals over patients)"
                        .formatted(
                                result.at("/head/name").asText("The head"),
                                result.path("testPatients").asInt(),
                                result.path("testFrames").asInt())
                + System.lineSeparator()
                + table);
    }

    private void nearDuplicates() {
        JsonNode without = result.at("/evidence/withoutNearDuplicates");
        if (without.path("nearDuplicates").asInt() > 0) {
            TextTable table = new TextTable("figure", "with", "without");
            without.path("metrics")
                    .properties()
                    .forEach(each -> table.row(
                            each.getKey(),
                            figure(result.path("metrics").path(each.getKey())),
                            figure(each.getValue())));
            parts.add("%d test images nearly equal a training image; without them %d patients, %d images"
                            .formatted(
                                    without.path("nearDuplicates").asInt(),
                                    without.path("testPatients").asInt(),
                                    without.path("testFrames").asInt())
                    + System.lineSeparator()
                    + table);
        }
    }

    private void comparison(String key, String circumstance) {
        JsonNode comparison = result.path(key);
        if (comparison.isMissingNode()) {
            return;
        }
        TextTable table = new TextTable("figure", "difference", "");
        comparison
                .path("differences")
                .properties()
                .forEach(each -> table.row(each.getKey(), figure(each.getValue()), verdict(each.getValue())));
        StringBuilder text = new StringBuilder("%s minus %s%s"
                .formatted(
                        result.at("/head/name").asText(),
                        result.at("/against/name").asText(),
                        circumstance));
        text.append(System.lineSeparator()).append(table);
        comparison.path("deLong").properties().forEach(each -> text.append(System.lineSeparator())
                .append("DeLong, AUROC of %s: p = %s"
                        .formatted(each.getKey(), p(each.getValue().asDouble()))));
        JsonNode decided = comparison.path("mcNemar");
        if (decided.isObject()) {
            text.append(System.lineSeparator())
                    .append("%s: %d images decided right by the first alone, %d by the second alone, p = %s"
                            .formatted(
                                    decided.path("how").asText(),
                                    decided.path("firstOnly").asLong(),
                                    decided.path("secondOnly").asLong(),
                                    p(decided.path("p").asDouble())));
        }
        parts.add(text.toString());
    }

    private static String verdict(JsonNode difference) {
        boolean apart =
                difference.path("low").asDouble() > 0 || difference.path("high").asDouble() < 0;
        return apart ? "the interval leaves 0 out" : "no difference shown";
    }

    private void perClass() {
        JsonNode classes = result.at("/evidence/perClass");
        if (classes.size() < 2) {
            return;
        }
        List<String> figures = new ArrayList<>();
        classes.elements().next().fieldNames().forEachRemaining(figures::add);
        List<String> header = new ArrayList<>(List.of("class"));
        header.addAll(figures);
        TextTable table = new TextTable(header.toArray(String[]::new));
        classes.properties().forEach(each -> {
            List<Object> cells = new ArrayList<>(List.of(each.getKey()));
            figures.forEach(figure -> cells.add(figure(each.getValue().path(figure))));
            table.row(cells.toArray());
        });
        parts.add("Each class against all others" + System.lineSeparator() + table);
    }

    private void calibration() {
        JsonNode calibration = result.at("/evidence/calibration");
        if (!calibration.isObject()) {
            return;
        }
        JsonNode temperature = calibration.path("temperature");
        if (!temperature.isNumber()) {
            parts.add("Not calibrated: " + calibration.path("how").asText());
            return;
        }
        TextTable table = new TextTable("figure", "as the head says it", "calibrated");
        calibration
                .path("calibrated")
                .properties()
                .forEach(each -> table.row(
                        each.getKey(), figure(result.path("metrics").path(each.getKey())), figure(each.getValue())));
        parts.add("Calibration, temperature %s, %s, %d labels"
                        .formatted(
                                number(temperature.asDouble()),
                                calibration.path("how").asText(),
                                calibration.path("fittedOn").asInt())
                + System.lineSeparator()
                + table);
    }

    private void subgroups() {
        JsonNode rows = result.at("/evidence/subgroups");
        if (rows.isEmpty()) {
            return;
        }
        List<String> figures = new ArrayList<>();
        rows.forEach(row -> row.path("metrics").fieldNames().forEachRemaining(name -> {
            if (!figures.contains(name)) {
                figures.add(name);
            }
        }));
        List<String> header = new ArrayList<>(List.of("by", "group", "patients", "images"));
        header.addAll(figures);
        header.add("");
        TextTable table = new TextTable(header.toArray(String[]::new));
        rows.forEach(row -> {
            List<Object> cells = new ArrayList<>(List.of(
                    row.path("by").asText(),
                    row.path("value").asText(),
                    row.path("patients").asInt(),
                    row.path("frames").asInt()));
            figures.forEach(figure -> cells.add(figure(row.path("metrics").path(figure))));
            cells.add(row.path("warning").isTextual() ? "few" : "");
            table.row(cells.toArray());
        });
        StringBuilder text =
                new StringBuilder("Subgroups").append(System.lineSeparator()).append(table);
        rows.forEach(row -> {
            if (row.path("warning").isTextual()) {
                text.append(System.lineSeparator())
                        .append("%s %s: %s"
                                .formatted(
                                        row.path("by").asText(),
                                        row.path("value").asText(),
                                        row.path("warning").asText()));
            }
        });
        parts.add(text.toString());
    }

    private void notes() {
        result.at("/evidence/notes").forEach(note -> parts.add("Note: " + note.asText()));
    }

    private static String figure(JsonNode metric) {
        return metric.has("value")
                ? "%s (%s to %s)"
                        .formatted(
                                number(metric.path("value").asDouble()),
                                number(metric.path("low").asDouble()),
                                number(metric.path("high").asDouble()))
                : UNKNOWN;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String p(double value) {
        return value < 0.001 ? "below 0.001" : number(value);
    }
}
