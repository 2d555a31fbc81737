package org.isocenter.cli.report;

import java.awt.image.BufferedImage;

/**
 * A part of a picture.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param covered rows x columns, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
public record Region(int rows, int columns, boolean[] covered) {
    public Region {
        if (covered.length != rows * columns) {
            throw new IllegalArgumentException("a region of %d x %d has %d pixels, not %d"
                    .formatted(columns, rows, rows * columns, covered.length));
        }
    }

    /** All pixels of a mask that are not black. */
    public static Region of(BufferedImage mask) {
        boolean[] covered = new boolean[mask.getWidth() * mask.getHeight()];
        for (int i = 0; i < covered.length; i++) {
            int x = i % mask.getWidth();
            int y = i / mask.getWidth();
            covered[i] = mask.getRaster().getSample(x, y, 0) != 0;
        }
        return new Region(mask.getHeight(), mask.getWidth(), covered);
    }

    /** What either of two regions of one size covers. */
    public Region unite(Region other) {
        boolean[] both = covered.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] |= other.covered[i];
        }
        return new Region(rows, columns, both);
    }

    boolean at(int row, int column) {
        return row >= 0 && column >= 0 && row < rows && column < columns && covered[row * columns + column];
    }
}
