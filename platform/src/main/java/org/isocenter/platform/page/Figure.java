package org.isocenter.platform.page;

import java.util.Locale;
import org.isocenter.platform.model.MetricValue;

/** How figures are written. */
public final class Figure {
    private Figure() {}

    /** Three decimals without the leading zero, as in papers: {@code .862}. */
    public static String share(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    /** A whole number with thin spaces between thousands. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u2009');
    }

    /** A figure of any size with three digits that count. */
    public static String digits(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? "0" : "–";
        }
        double size = Math.abs(value);
        if (size < 1e-3 || size >= 1e5) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return String.format(
                Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    /** The ends of an interval: {@code .81–.90}. */
    public static String interval(MetricValue metric) {
        return share(metric.low()) + "–" + share(metric.high());
    }

    /** Minutes and seconds. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : "%d min %02d s".formatted(whole / 60, whole % 60);
    }
}
