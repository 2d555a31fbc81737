package org.isocenter.platform.page;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** An HTML or SVG element. Text and attributes are escaped as they are added, so that nothing from outside becomes markup. */
public final class Element {
    private static final Set<String> VOID = Set.of("img", "br", "meta", "hr");

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder content = new StringBuilder();

    private Element(String name) {
        this.name = name;
    }

    public static Element of(String name) {
        return new Element(name);
    }

    public static Element of(String name, String cssClass) {
        return new Element(name).with("class", cssClass);
    }

    public Element with(String attribute, String value) {
        attributes
                .append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"');
        return this;
    }

    /** A coordinate or length, with two decimals at most. */
    public Element with(String attribute, double value) {
        return with(attribute, coordinate(value));
    }

    public Element text(String text) {
        content.append(escaped(text));
        return this;
    }

    public Element add(Element child) {
        content.append(child.markup());
        return this;
    }

    public Element add(Stream<Element> children) {
        children.forEach(this::add);
        return this;
    }

    public String markup() {
        String open = "<" + name + attributes + ">";
        return VOID.contains(name) ? open : open + content + "</" + name + ">";
    }

    public static String coordinate(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }
}
