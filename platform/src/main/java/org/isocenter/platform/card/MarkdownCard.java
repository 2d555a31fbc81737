package org.isocenter.platform.card;

import java.util.List;
import java.util.stream.Collectors;
import org.isocenter.platform.card.Section.Drawing;
import org.isocenter.platform.card.Section.Facts;
import org.isocenter.platform.card.Section.Image;
import org.isocenter.platform.card.Section.Part;
import org.isocenter.platform.card.Section.Sentences;
import org.isocenter.platform.card.Section.Table;

/** A card as Markdown (CommonMark with tables), for a repository or a wiki; nothing that came from outside becomes markup. */
public final class MarkdownCard {
    private static final String SPECIAL = "\\`*_{}[]<>#|~&!";

    /** The whole text. */
    public static String of(ModelCard card) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(safe(card.head().name())).append("\n\n");
        text.append(safe(Sections.summary(card))).append('\n');
        for (Section section : Sections.of(card, List.of())) {
            text.append("\n## ").append(safe(section.title())).append("\n\n");
            text.append(safe(section.lead())).append('\n');
            section.parts().forEach(part -> text.append(markup(part)));
        }
        return text.toString();
    }

    private static String markup(Part part) {
        if (part instanceof Facts facts) {
            return facts.facts().stream()
                    .map(each -> "- **%s:** %s\n".formatted(safe(each.name()), safe(each.value())))
                    .collect(Collectors.joining("", "\n", ""));
        }
        if (part instanceof Table table) {
            return "\n" + line(table.columns())
                    + line(table.columns().stream().map(each -> "---").toList(), false)
                    + table.rows().stream().map(MarkdownCard::line).collect(Collectors.joining());
        }
        if (part instanceof Sentences sentences) {
            return sentences.sentences().stream()
                    .map(each -> sentences.sentences().size() == 1 ? safe(each) + "\n" : "- " + safe(each) + "\n")
                    .collect(Collectors.joining("", "\n", ""));
        }
        if (part instanceof Image image) {
            return "\n%s (`jobs pictures %s`)\n"
                    .formatted(safe(image.picture().caption()), image.picture().job());
        }
        return part instanceof Drawing ? "" : fail(part);
    }

    private static String fail(Part part) {
        throw new IllegalArgumentException("no form for " + part);
    }

    private static String line(List<String> cells) {
        return line(cells, true);
    }

    private static String line(List<String> cells, boolean escaped) {
        return cells.stream().map(each -> escaped ? safe(each) : each).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** One line of plain text. */
    private static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.strip().codePoints().forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                safe.append('\\');
            }
            safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
        });
        return safe.toString();
    }

    private MarkdownCard() {}
}
