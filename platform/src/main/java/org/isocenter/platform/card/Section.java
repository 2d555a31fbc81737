package org.isocenter.platform.card;

import java.util.List;
import org.isocenter.platform.page.Element;

/**
 * A titled part of a card.
 *
 * @param title of it
 * @param lead a sentence that explains it
 * @param parts in order, at least one
 */
record Section(String title, String lead, List<Part> parts) {
    Section {
        parts = List.copyOf(parts);
    }

    /** What a section is made of. */
    sealed interface Part permits Facts, Table, Sentences, Image, Drawing {}

    /** Names with values. */
    record Facts(List<Fact> facts) implements Part {}

    /** A name with its value. */
    record Fact(String name, String value) {}

    /** Rows of as many cells as there are columns; the first cell names the row. */
    record Table(List<String> columns, List<List<String>> rows) implements Part {}

    /** Sentences that belong together, each for itself. */
    record Sentences(List<String> sentences) implements Part {}

    /** A picture of the run. */
    record Image(ModelCard.Picture picture) implements Part {}

    /** A drawing of figures that stand in words elsewhere; Markdown has none. */
    record Drawing(Element figure) implements Part {}
}
