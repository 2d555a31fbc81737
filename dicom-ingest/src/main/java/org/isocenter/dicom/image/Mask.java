package org.isocenter.dicom.image;

/**
 * Which pixels belong to a structure.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param inside rows x columns, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // compared by area and place only
public record Mask(int rows, int columns, boolean[] inside) {

    public Mask {
        if (inside.length != rows * columns) {
            throw new IllegalArgumentException(
                    "a mask of %d x %d has %d pixels, not %d".formatted(rows, columns, rows * columns, inside.length));
        }
    }

    /** Number of pixels inside. */
    public int area() {
        int area = 0;
        for (boolean pixel : inside) {
            area += pixel ? 1 : 0;
        }
        return area;
    }

    /** All pixels of either mask; both must have the same size. */
    public Mask united(Mask other) {
        if (rows != other.rows || columns != other.columns) {
            throw ImageReader.unreadable(
                    "masks of one image have sizes %d x %d and %d x %d"
                            .formatted(rows, columns, other.rows, other.columns),
                    null);
        }
        boolean[] both = inside.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] |= other.inside[i];
        }
        return new Mask(rows, columns, both);
    }
}
