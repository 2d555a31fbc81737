package org.isocenter.platform.imaging;

/**
 * A linear VOI window in units of the rescaled value (PS3.3 C.11.2.1.2).
 *
 * @param center window centre
 * @param width window width, at least 1 in the standard; any positive width here
 */
public record Window(double center, double width) {
    public Window {
        if (!(width > 0) || !Double.isFinite(center)) {
            throw new IllegalArgumentException(
                    "a window has a finite centre and a positive width, not %s / %s".formatted(center, width));
        }
    }

    /** Maps a rescaled value to 0..1, linearly between the window's edges and flat outside. */
    public double apply(double value) {
        double low = center - width / 2;
        return Math.min(1, Math.max(0, (value - low) / width));
    }
}
