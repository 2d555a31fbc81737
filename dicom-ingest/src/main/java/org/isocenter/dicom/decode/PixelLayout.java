package org.isocenter.dicom.decode;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * How the header says pixels lie (PS3.3 C.7.6.3).
 *
 * @param rows height
 * @param columns width
 * @param samples per pixel, 1 or 3
 * @param allocated bits a sample takes: 1, 8, 16 or 32, and 64 for doubles
 * @param stored bits that count
 * @param high place of the highest of them, from 0
 * @param signed whether values are in two's complement
 * @param planar whether samples lie plane after plane
 * @param frames number of frames
 * @param photometric photometric interpretation
 */
record PixelLayout(
        int rows,
        int columns,
        int samples,
        int allocated,
        int stored,
        int high,
        boolean signed,
        boolean planar,
        int frames,
        String photometric) {

    private static final long MOST_SAMPLES = 1L << 30;

    static PixelLayout of(Dataset dataset) {
        boolean real = RealPixels.isIn(dataset);
        int allocated =
                real ? realBits(dataset) : dataset.integer(Tag.BITS_ALLOCATED).orElse(0);
        int stored = real ? allocated : dataset.integer(Tag.BITS_STORED).orElse(allocated);
        PixelLayout layout = new PixelLayout(
                dataset.integer(Tag.ROWS).orElse(0),
                dataset.integer(Tag.COLUMNS).orElse(0),
                dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1),
                allocated,
                stored,
                real ? stored - 1 : dataset.integer(Tag.HIGH_BIT).orElse(stored - 1),
                real || dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1,
                dataset.integer(Tag.PLANAR_CONFIGURATION).orElse(0) == 1,
                Math.max(1, dataset.integer(Tag.NUMBER_OF_FRAMES).orElse(1)),
                dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("MONOCHROME2"));
        layout.check(real);
        return layout;
    }

    private static int realBits(Dataset dataset) {
        return dataset.contains(Tag.FLOAT_PIXEL_DATA) ? Float.SIZE : Double.SIZE;
    }

    private void check(boolean real) {
        boolean sized = rows > 0 && columns > 0 && (long) rows * columns * samples <= MOST_SAMPLES;
        boolean words = allocated == 1 || allocated == 8 || allocated == 16 || allocated == 32 || real;
        boolean bits = stored >= 1 && stored <= allocated && high < allocated && high >= stored - 1;
        if (!sized || !words || !bits || (samples != 1 && samples != 3)) {
            throw undecodable("rows %d, columns %d, samples %d, bits %d/%d/%d do not describe an image"
                    .formatted(rows, columns, samples, allocated, stored, high));
        }
    }

    /** Number of values of one frame. */
    int values() {
        return rows * columns * samples;
    }

    /** Bytes of one frame in native form, by itself. */
    int frameBytes() {
        long words = isHalved() ? 2L * rows * columns : values();
        return Math.toIntExact((words * allocated + 7) / 8);
    }

    /** Whether chroma is stored once for two pixels, in native data. */
    boolean isHalved() {
        return photometric.equals("YBR_FULL_422") && samples == 3;
    }

    /** The value that the counted bits of a word stand for. */
    int value(int word) {
        int left = word << (31 - high);
        return signed ? left >> (32 - stored) : left >>> (32 - stored);
    }

    /** The value that a codec's output stands for: its counted bits are the lowest. */
    int lowValue(int word) {
        int left = word << (32 - stored);
        return signed ? left >> (32 - stored) : left >>> (32 - stored);
    }

    static PlatformException undecodable(String why) {
        return new PlatformException(
                ErrorCode.UNDECODABLE_PIXELS, "Expected pixel data as the header describes it; " + why + ".");
    }
}
