package org.isocenter.cli.report;

import org.isocenter.platform.page.Element;
import org.isocenter.platform.page.Page;

/** A demonstration as one HTML page that loads nothing: style, pictures and plots are in it. */
public final class DemoReport {
    private DemoReport() {}

    /** The whole page. */
    public static String page(DemoResult result) {
        return Page.of(
                "Isocenter: " + result.project(),
                Element.of("main")
                        .add(Opening.of(result))
                        .add(Results.of(result))
                        .add(Samples.of(result.gallery().samples()))
                        .add(Chain.of(result))
                        .add(Flags.of(result))
                        .add(Provenance.of(result))
                        .add(Gaps.of(result)));
    }
}
