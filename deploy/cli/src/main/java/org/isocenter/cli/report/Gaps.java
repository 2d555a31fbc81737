package org.isocenter.cli.report;

import java.util.stream.Stream;
import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Page;

/** What the run does not show, and how to repeat it. */
final class Gaps {
    private Gaps() {}

    static Element of(DemoResult result) {
        Element list = Element.of("ul", "gaps");
        result.missing()
                .forEach(gap -> list.add(Element.of("li")
                        .add(Element.of("strong").text(gap.what()))
                        .text(" " + gap.how())));
        return Page.section(
                "What is not here, and how to add it",
                "The same data with the same seed give the same split, the same labels and the same draw of samples: --seed "
                        + result.seed(),
                Stream.of(list));
    }
}
