package org.isocenter.dicom.phantom.scanner;

/**
 * What a scanner stores: unsigned values with their meaning.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param values rows x columns stored values, 0 to 2^bits - 1
 * @param bits 8, 12 or 16
 * @param slope rescale slope
 * @param intercept rescale intercept
 * @param windowCenter centre of the window to show it, in rescaled values
 * @param windowWidth width of the same
 * @param monochrome1 whether low values are bright
 */
@SuppressWarnings("ArrayRecordComponent") // written once and never compared
public record Stored(
        int rows,
        int columns,
        int[] values,
        int bits,
        double slope,
        double intercept,
        double windowCenter,
        double windowWidth,
        boolean monochrome1) {

    /** Another picture of the same kind. */
    public Stored withValues(int[] other) {
        return new Stored(rows, columns, other, bits, slope, intercept, windowCenter, windowWidth, monochrome1);
    }

    /** The largest value that fits. */
    public int maximum() {
        return (1 << bits) - 1;
    }
}
