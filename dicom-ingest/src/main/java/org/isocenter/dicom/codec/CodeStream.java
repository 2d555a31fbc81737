package org.isocenter.dicom.codec;

import org.isocenter.platform.error.PlatformException;

/** The families of code streams that are read here and, but for JPEG with a cosine transform, written. */
public enum CodeStream {
    /** ISO/IEC 10918-1 with a cosine transform: baseline, extended and progressive, 8 and 12 bits. */
    JPEG,
    /** ISO/IEC 10918-1 without one: lossless, 2 to 16 bits. */
    JPEG_LOSSLESS,
    /** ISO/IEC 14495-1, lossless and near-lossless. */
    JPEG_LS,
    /** ISO/IEC 15444-1 and its high-throughput form, 15444-15. */
    JPEG_2000;

    /**
     * Decodes a stream of at most {@code mostPixels} pixels. Fails with UNDECODABLE_PIXELS where it is damaged or larger, and
     * with UNSUPPORTED_TRANSFER_SYNTAX where this machine cannot load the library.
     */
    public Picture decode(byte[] stream, long mostPixels) throws PlatformException {
        return switch (this) {
            case JPEG_LOSSLESS -> LosslessJpegDecoder.decode(stream, mostPixels);
            case JPEG_LS -> JpegLsDecoder.decode(stream, mostPixels);
            case JPEG, JPEG_2000 -> new FfmpegDecoder(this).decode(stream, mostPixels);
        };
    }

    /**
     * Encodes a picture of 2 to 16 counted bits; the bits of a sample above those are not looked at. Without loss, but that
     * JPEG-LS may be off by {@code near} in each sample, for a smaller stream. Fails with UNSUPPORTED_TRANSFER_SYNTAX where
     * this machine cannot load the library.
     */
    public byte[] encode(Picture picture, int bits, boolean signed, int near) throws PlatformException {
        return switch (this) {
            case JPEG_LOSSLESS -> LosslessJpegEncoder.encode(picture, bits);
            case JPEG_LS -> JpegLsEncoder.encode(picture, bits, near);
            case JPEG_2000 -> FfmpegEncoder.encode(picture, bits, signed);
            case JPEG -> throw new IllegalArgumentException("nothing here is written with a cosine transform");
        };
    }
}
