package org.isocenter.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** A demonstration as one HTML page that loads nothing: style, pictures and plots are in it. */
public final class DemoReport {
    private static final String STYLE = style();

    private DemoReport() {}

    /** The whole page. */
    public static String page(DemoResult result) {
        Element body = Element.of("body")
                .add(Element.of("main")
                        .add(Opening.of(result))
                        .add(Results.of(result))
                        .add(Samples.of(result.gallery().samples()))
                        .add(Chain.of(result))
                        .add(Flags.of(result))
                        .add(Provenance.of(result))
                        .add(Gaps.of(result)));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                %s
                <style>
                %s</style>
                </head>
                %s
                </html>
                """.formatted(
                Element.of("title").text("Isocenter: " + result.project()).markup(), STYLE, body.markup());
    }

    /** A titled part of the page; the first element under the title is its explanation. */
    static Element section(String title, String explanation, Stream<Element> content) {
        return Element.of("section")
                .add(Element.of("h2").text(title))
                .add(Element.of("p", "lead").text(explanation))
                .add(content);
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(DemoReport.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
