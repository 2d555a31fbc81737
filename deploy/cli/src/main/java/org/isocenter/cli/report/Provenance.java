package org.isocenter.cli.report;

import java.util.List;
import java.util.stream.Stream;
import org.isocenter.cli.report.DemoResult.Audit;
import org.isocenter.cli.report.DemoResult.Cohort;
import org.isocenter.cli.report.DemoResult.Ingest;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Figure;
import org.isocenter.platform.page.Page;

/** Where the images came from, how they were divided, and the trail that all of it left. */
final class Provenance {
    private static final List<String> SIDES = List.of("TRAIN", "VAL", "TEST", "UNLABELLED");

    private Provenance() {}

    static Element of(DemoResult result) {
        return Page.section(
                "Where it came from",
                "Every object was de-identified before anything else saw it; patients never stand on two sides of the"
                        + " split; every step left an event in a trail that "
                        + (result.audit().verified() ? "was verified offline." : "could NOT be verified offline."),
                Stream.of(Element.of("div", "grid thirds")
                        .add(ingest(result.ingest()))
                        .add(split(result.cohort()))
                        .add(audit(result.audit()))));
    }

    private static Element ingest(Ingest ingest) {
        return Element.of("div", "panel")
                .add(Element.of("h3").text("Ingest"))
                .add(Element.of("dl", "counts")
                        .add(count("received", ingest.received()))
                        .add(count("stored", ingest.stored()))
                        .add(count("duplicates, stored once", ingest.duplicates()))
                        .add(count("held in quarantine", ingest.quarantined())));
    }

    private static Element split(Cohort cohort) {
        Element list = Element.of("dl", "counts");
        SIDES.stream()
                .filter(side -> cohort.frames().getOrDefault(side, 0) > 0)
                .forEach(side -> list.add(pair(
                        side(side),
                        "%s frames of %s patients"
                                .formatted(
                                        Figure.count(cohort.frames().getOrDefault(side, 0)),
                                        Figure.count(cohort.patients().getOrDefault(side, 0))))));
        return Element.of("div", "panel")
                .add(Element.of("h3").text("Split by patient"))
                .add(list);
    }

    private static Element audit(Audit audit) {
        return Element.of("div", "panel")
                .add(Element.of("h3").text("Audit trail"))
                .add(Element.of("dl", "counts")
                        .add(count("events", audit.events()))
                        .add(pair("verified offline", audit.verified() ? "yes" : "NO"))
                        .add(pair("signed root", audit.root()).with("class", "hash")));
    }

    private static String side(String side) {
        return switch (side) {
            case "TRAIN" -> "training";
            case "VAL" -> "validation";
            case "TEST" -> "test";
            default -> "unlabelled";
        };
    }

    private static Element count(String name, long value) {
        return pair(name, Figure.count(value));
    }

    private static Element pair(String name, String value) {
        return Element.of("div")
                .add(Element.of("dt").text(name))
                .add(Element.of("dd").text(value));
    }
}
