package org.isocenter.dicom.codec;

/**
 * A decoded picture.
 *
 * @param rows height
 * @param columns width
 * @param samples per pixel
 * @param values row-major, samples interleaved, each in the lowest bits; no colour conversion but the one that the code
 *     stream itself undoes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy would double the memory
public record Picture(int rows, int columns, int samples, int[] values) {}
