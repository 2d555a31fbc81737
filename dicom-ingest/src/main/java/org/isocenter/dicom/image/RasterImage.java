package org.isocenter.dicom.image;

/**
 * A decoded picture, ready for native little-endian Pixel Data.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param samples 1 for grey (black is low), 3 for interleaved RGB
 * @param bits 8 or 16 per sample; 8 for RGB
 * @param signed whether 16-bit values are signed
 * @param frames number of equal pictures in the data
 * @param data frames x rows x columns x samples values, little-endian
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are compared by nobody; a copy would double the memory
public record RasterImage(int rows, int columns, int samples, int bits, boolean signed, int frames, byte[] data) {

    public RasterImage {
        long expected = (long) frames * rows * columns * samples * (bits / 8);
        if (data.length != expected) {
            throw new IllegalArgumentException("%d frames of %d x %d x %d at %d bits need %d bytes, got %d"
                    .formatted(frames, rows, columns, samples, bits, expected, data.length));
        }
    }

    static RasterImage grey8(int rows, int columns, byte[] data) {
        return new RasterImage(rows, columns, 1, 8, false, 1, data);
    }

    static RasterImage rgb(int rows, int columns, byte[] data) {
        return new RasterImage(rows, columns, 3, 8, false, 1, data);
    }

    /** The same picture as grey where every pixel's three samples are equal; itself otherwise. */
    RasterImage greyIfColourless() {
        if (samples != 3) {
            return this;
        }
        byte[] grey = new byte[data.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = data[3 * i];
            if (data[3 * i + 1] != grey[i] || data[3 * i + 2] != grey[i]) {
                return this;
            }
        }
        return new RasterImage(rows, columns, 1, 8, false, frames, grey);
    }

    /** The value at an index of the data, in its own sign. */
    int at(int index) {
        if (bits == 8) {
            return data[index] & 0xff;
        }
        int low = data[2 * index] & 0xff;
        int high = data[2 * index + 1];
        return signed ? (high << 8) | low : ((high & 0xff) << 8) | low;
    }
}
