package org.isocenter.platform.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear scale from values to coordinates with round ticks.
 *
 * @param low smallest value shown
 * @param high largest value shown
 * @param from coordinate of the smallest
 * @param to coordinate of the largest
 */
public record Axis(double low, double high, double from, double to) {
    private static final int TICKS = 5;

    /** An axis around some values with a little room on both sides. */
    public static Axis around(double low, double high, double from, double to) {
        double room = high > low ? 0.06 * (high - low) : Math.max(0.05, Math.abs(low) * 0.1);
        return new Axis(low - room, high + room, from, to);
    }

    public double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** Round values within the axis, about five. */
    public List<Double> ticks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (double tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) {
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0 : tick);
        }
        return ticks;
    }

    /** A tick with as many decimals as the steps need. */
    public String label(double tick) {
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step()) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick);
    }

    private double step() {
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double factor = rough / power;
        return power * (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10);
    }
}
