package org.isocenter.platform.imaging;

import java.util.Objects;
import java.util.Optional;

/**
 * One decoded image over its full value range; no window has been applied. Air is dark: MONOCHROME1 has been inverted.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param pixels the values, row-major
 * @param unit what {@code slope * value + intercept} measures
 * @param slope rescale slope (1 for colour)
 * @param intercept rescale intercept (0 for colour)
 * @param spacing pixel spacing, where the object states it
 * @param window the object's first VOI window in units of the rescaled value, where it states one
 * @param modality what made the image
 * @param laterality side of the body, where the object states it
 */
public record Frame(
        int rows,
        int columns,
        Pixels pixels,
        ValueUnit unit,
        double slope,
        double intercept,
        Optional<PixelSpacing> spacing,
        Optional<Window> window,
        Modality modality,
        Laterality laterality) {

    public Frame {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a frame has at least one pixel, not " + rows + " x " + columns);
        }
        long expected = (long) rows * columns * pixels.samples();
        if (pixels.length() != expected) {
            throw new IllegalArgumentException("%d x %d x %d pixels need %d values, got %d"
                    .formatted(rows, columns, pixels.samples(), expected, pixels.length()));
        }
        Objects.requireNonNull(spacing);
    }

    /** Number of samples per pixel: 1 grey, 3 colour (RGB, interleaved). */
    public int samples() {
        return pixels.samples();
    }

    /** The rescaled value at a place; for colour the plain 0..255 sample. */
    public double value(int row, int column, int sample) {
        return slope * pixels.at((row * columns + column) * pixels.samples() + sample) + intercept;
    }
}
