package org.isocenter.platform.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** A page of its own, in the one style that reports and cards have. */
public final class Page {
    private static final String STYLE = style();

    private Page() {}

    /** The whole page. */
    public static String of(String title, Element main) {
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
                        Element.of("title").text(title).markup(),
                        STYLE,
                        Element.of("body").add(main).markup());
    }

    /** A titled part of a page; the first element under the title is its explanation. */
    public static Element section(String title, String explanation, Stream<Element> content) {
        return Element.of("section")
                .add(Element.of("h2").text(title))
                .add(Element.of("p", "lead").text(explanation))
                .add(content);
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
