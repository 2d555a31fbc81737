package org.isocenter.cli.efficiency;

import java.util.Locale;
import org.isocenter.cli.console.TextTable;
import org.isocenter.cli.report.EfficiencyResult;
import org.isocenter.cli.report.EfficiencyResult.Difference;
import org.isocenter.cli.report.EfficiencyResult.Point;

/** Curves of few labels for people: the points, and by how much one encoder is ahead of another. */
final class EfficiencyText {
    private EfficiencyText() {}

    static String of(EfficiencyResult result) {
        TextTable points = new TextTable("labels", "encoder", "mode", "draws", result.metric(), "95 % interval");
        for (Point point : result.summary()) {
            points.row(
                    point.budget(),
                    point.init(),
                    point.mode(),
                    point.seeds(),
                    format("%.3f", point.mean()),
                    format("%.3f to %.3f", point.low(), point.high()));
        }
        TextTable ahead = new TextTable("labels", "mode", "encoder", "against", "ahead by", "95 % interval");
        for (Difference each : result.differences()) {
            ahead.row(
                    each.budget(),
                    each.mode(),
                    each.init(),
                    each.against(),
                    format("%+.3f", each.mean()),
                    format("%+.3f to %+.3f", each.low(), each.high()));
        }
        return points + "\n\n" + ahead;
    }

    private static String format(String form, Object... numbers) {
        return String.format(Locale.ROOT, form, numbers);
    }
}
