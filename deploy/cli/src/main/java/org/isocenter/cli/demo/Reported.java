package org.isocenter.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.intake.Selection;
import org.isocenter.cli.report.DemoResult;

/** What came in and what was frozen, as the report has it. */
final class Reported {
    private Reported() {}

    static DemoResult.Ingest ingest(IsocenterClient.Ingest counts) {
        return new DemoResult.Ingest(counts.received(), counts.stored(), counts.duplicates(), counts.quarantined());
    }

    static DemoResult.Cohort cohort(Selection selection) {
        Map<String, Integer> frames = new LinkedHashMap<>();
        selection.version().frames().forEach((side, count) -> frames.put(side, Math.toIntExact(count)));
        return new DemoResult.Cohort(
                selection.cohort().name(),
                selection.version().number(),
                selection.version().sha256(),
                frames,
                selection.version().patients());
    }

    static List<DemoResult.Labels> labels(Selection selection) {
        return selection.labels().stream()
                .map(each -> new DemoResult.Labels(
                        each.set().name(),
                        each.set().version(),
                        each.set().labelled(),
                        String.valueOf(each.set().sha256())))
                .toList();
    }
}
