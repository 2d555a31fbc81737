package org.isocenter.platform.card;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.platform.card.Section.Drawing;
import org.isocenter.platform.card.Section.Fact;
import org.isocenter.platform.card.Section.Facts;
import org.isocenter.platform.card.Section.Image;
import org.isocenter.platform.card.Section.Part;
import org.isocenter.platform.card.Section.Sentences;
import org.isocenter.platform.card.Section.Table;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.LineChart;
import org.isocenter.platform.page.Page;

/** A card as one HTML page that loads nothing: style, pictures and plots are in it. */
public final class HtmlCard {
    private final Function<ModelCard.Picture, Optional<byte[]>> pictures;

    private HtmlCard(Function<ModelCard.Picture, Optional<byte[]>> pictures) {
        this.pictures = pictures;
    }

    /**
     * The whole page.
     *
     * @param curves of the head's run
     * @param pictures the PNG of a picture; empty where it is not to be seen
     */
    public static String of(
            ModelCard card, List<LineChart.Curve> curves, Function<ModelCard.Picture, Optional<byte[]>> pictures) {
        HtmlCard form = new HtmlCard(pictures);
        Element main = Element.of("main")
                .add(Element.of("header")
                        .add(Element.of("p", "brand").text("Isocenter model card"))
                        .add(Element.of("h1").text(card.head().name()))
                        .add(Element.of("p", "summary").text(Sections.summary(card))));
        Sections.of(card, curves).forEach(section -> main.add(form.section(section)));
        return Page.of("Model card: " + card.head().name(), main);
    }

    private Element section(Section section) {
        return Page.section(
                section.title(), section.lead(), section.parts().stream().flatMap(part -> element(part).stream()));
    }

    private Optional<Element> element(Part part) {
        if (part instanceof Facts facts) {
            Element list = Element.of("dl", "facts");
            facts.facts().forEach(fact -> list.add(pair(fact)));
            return Optional.of(Element.of("div", "panel").add(list));
        }
        if (part instanceof Table table) {
            return table.rows().isEmpty() ? Optional.empty() : Optional.of(element(table));
        }
        if (part instanceof Sentences sentences) {
            Element list = Element.of("ul", "gaps");
            sentences.sentences().forEach(each -> list.add(Element.of("li").text(each)));
            return Optional.of(list);
        }
        if (part instanceof Image image) {
            return pictures.apply(image.picture()).map(png -> element(image, png));
        }
        return part instanceof Drawing drawing ? Optional.of(drawing.figure()) : Optional.empty();
    }

    private static Element pair(Fact fact) {
        return Element.of("div")
                .add(Element.of("dt").text(fact.name()))
                .add(Element.of("dd").text(fact.value()));
    }

    private static Element element(Table table) {
        Element head = Element.of("tr");
        table.columns().forEach(column -> head.add(Element.of("th").text(column)));
        Element body = Element.of("tbody");
        for (List<String> cells : table.rows()) {
            Element row = Element.of("tr").add(Element.of("th").text(cells.get(0)));
            cells.stream().skip(1).forEach(cell -> row.add(Element.of("td").text(cell)));
            body.add(row);
        }
        return Element.of("div", "wide")
                .add(Element.of("table").add(Element.of("thead").add(head)).add(body));
    }

    private static Element element(Image image, byte[] png) {
        return Element.of("figure", "panel")
                .add(Element.of("img", "overlays")
                        .with("alt", image.picture().name())
                        .with(
                                "src",
                                "data:image/png;base64," + Base64.getEncoder().encodeToString(png)))
                .add(Element.of("figcaption").text(image.picture().caption()));
    }
}
