package org.isocenter.platform.page;

/** What every plot is drawn with. */
public final class Marks {
    private Marks() {}

    public static Element line(String cssClass, double x1, double y1, double x2, double y2) {
        return Element.of("line", cssClass)
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2);
    }

    /**
     * Words beside an axis.
     *
     * @param anchor which part of them stands at the place: {@code start}, {@code middle} or {@code end}
     */
    public static Element label(double x, double y, String anchor, String text) {
        return Element.of("text", "tick")
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor)
                .text(text);
    }
}
