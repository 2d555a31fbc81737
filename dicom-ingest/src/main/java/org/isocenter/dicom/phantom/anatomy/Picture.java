package org.isocenter.dicom.phantom.anatomy;

/**
 * A rendered picture before any detector: values row-major (Hounsfield units for CT, 0 to 1 for a radiograph) and the
 * exact lesion.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param values rows x columns values
 * @param lesion rows x columns, true inside the lesion
 */
@SuppressWarnings("ArrayRecordComponent") // pictures are never compared; a copy of each would double the work
public record Picture(int rows, int columns, double[] values, boolean[] lesion) {

    /** Number of lesion pixels. */
    public int lesionArea() {
        int area = 0;
        for (boolean inside : lesion) {
            area += inside ? 1 : 0;
        }
        return area;
    }
}
