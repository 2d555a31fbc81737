package org.isocenter.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.report.Gallery.FlagCard;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Figure;
import org.isocenter.platform.page.Page;
import org.jspecify.annotations.Nullable;

/** What curation found, with its evidence, and how that met what was planted. */
final class Flags {
    private Flags() {}

    static Element of(DemoResult result) {
        return Page.section(
                "What curation flagged",
                "%s flags. A flag deletes nothing and changes no figure above%s; a steward decides."
                        .formatted(
                                Figure.count(result.curation().flagged()),
                                result.heads().stream().anyMatch(DemoResult.Head::actOnFlags)
                                        ? " but those marked so"
                                        : ""),
                Stream.concat(
                        Stream.of(
                                result.planted().isEmpty()
                                        ? counts(result.curation().byIssue())
                                        : planted(result.planted())),
                        cards(result.gallery().flags())));
    }

    private static Element planted(List<PlantedKind> kinds) {
        Element head = Element.of("tr");
        Stream.of("Planted", "Flag", "Planted", "Flagged", "Precision", "Recall")
                .forEach(name -> head.add(Element.of("th").with("scope", "col").text(name)));
        Element body = Element.of("tbody");
        for (PlantedKind kind : kinds) {
            body.add(Element.of("tr")
                    .add(Element.of("th").with("scope", "row").text(kind.kind()))
                    .add(Element.of("td").text(words(kind.issue())))
                    .add(number(Figure.count(kind.planted())))
                    .add(number(Figure.count(kind.flagged())))
                    .add(share(kind.precision()))
                    .add(share(kind.recall())));
        }
        return Element.of("div", "wide")
                .add(Element.of("table").add(Element.of("thead").add(head)).add(body));
    }

    private static Element counts(Map<String, Integer> byIssue) {
        Element list = Element.of("dl", "facts");
        byIssue.forEach((issue, count) -> list.add(Element.of("div")
                .add(Element.of("dt").text(words(issue)))
                .add(Element.of("dd").text(Figure.count(count)))));
        return list;
    }

    private static Stream<Element> cards(List<FlagCard> flags) {
        Map<String, List<FlagCard>> byIssue =
                flags.stream().collect(Collectors.groupingBy(FlagCard::issue, LinkedHashMap::new, Collectors.toList()));
        return byIssue.entrySet().stream().map(issue -> Element.of("div", "issue")
                .add(Element.of("h3").text(words(issue.getKey())))
                .add(Element.of("p", "legend").text(issue.getValue().get(0).reason()))
                .add(Element.of("div", "grid samples")
                        .add(issue.getValue().stream().map(Flags::card))));
    }

    private static Element card(FlagCard flag) {
        Element pictures = Element.of("div", flag.other() == null ? "pictures" : "pictures pair")
                .add(Samples.picture(flag.picture(), null, null));
        if (flag.other() != null) {
            pictures.add(Samples.picture(flag.other(), null, null));
        }
        Element caption =
                Element.of("figcaption").add(Element.of("strong").text("score " + Figure.share(flag.score())));
        flag.evidence().forEach((name, value) -> caption.add(Element.of("span").text(spaced(name) + " " + value)));
        Element card = Element.of("figure", flag.other() == null ? "card" : "card double")
                .add(pictures)
                .add(caption);
        Boolean planted = flag.planted();
        return planted == null
                ? card
                : card.add(Element.of("span", planted ? "badge planted" : "badge")
                        .text(planted ? "planted" : "not planted"));
    }

    private static Element share(@Nullable Double value) {
        Element cell = Element.of("td", "number");
        if (value == null) {
            return cell.text("–");
        }
        return cell.add(Element.of("span", "meter")
                        .add(Element.of("span").with("style", "width:%d%%".formatted(Math.round(100 * value)))))
                .text(Figure.share(value));
    }

    private static Element number(String text) {
        return Element.of("td", "number").text(text);
    }

    private static String words(String issue) {
        String lower = issue.toLowerCase(Locale.ROOT).replace('_', ' ');
        return lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }

    /** {@code deviationsAboveMedian} as words. */
    private static String spaced(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
