package org.isocenter.dicom.transcode;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.isocenter.dicom.codec.CodeStream;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The transfer syntaxes that are written here, by the word that people type. All of them keep every stored value; JPEG-LS
 * near-lossless only does not where a bound is asked for. Nothing here writes JPEG with a cosine transform, and no library
 * that we could take writes HTJ2K or JPEG XL.
 */
public enum Encoding {
    IMPLICIT("implicit", "1.2.840.10008.1.2", Form.NATIVE),
    EXPLICIT("explicit", "1.2.840.10008.1.2.1", Form.NATIVE),
    BIG_ENDIAN("big-endian", "1.2.840.10008.1.2.2", Form.NATIVE),
    DEFLATED("deflated", "1.2.840.10008.1.2.1.99", Form.NATIVE),
    DEFLATED_FRAME("deflated-frame", "1.2.840.10008.1.2.8.1", Form.DEFLATED),
    RLE("rle", "1.2.840.10008.1.2.5", Form.RLE),
    JPEG_LOSSLESS("jpeg-lossless", "1.2.840.10008.1.2.4.57", Form.JPEG_LOSSLESS),
    JPEG_LOSSLESS_SV1("jpeg-lossless-sv1", "1.2.840.10008.1.2.4.70", Form.JPEG_LOSSLESS),
    JPEG_LS("jpeg-ls", "1.2.840.10008.1.2.4.80", Form.JPEG_LS),
    JPEG_LS_NEAR("jpeg-ls-near", "1.2.840.10008.1.2.4.81", Form.JPEG_LS),
    JPEG_2000_LOSSLESS("jpeg-2000-lossless", "1.2.840.10008.1.2.4.90", Form.JPEG_2000),
    JPEG_2000("jpeg-2000", "1.2.840.10008.1.2.4.91", Form.JPEG_2000);

    /** What becomes of the pixels. */
    enum Form {
        NATIVE,
        DEFLATED,
        RLE,
        JPEG_LOSSLESS,
        JPEG_LS,
        JPEG_2000
    }

    private final String word;
    private final String uid;
    private final Form form;

    Encoding(String word, String uid, Form form) {
        this.word = word;
        this.uid = uid;
        this.form = form;
    }

    /** What people type. */
    public String word() {
        return word;
    }

    public TransferSyntax syntax() {
        return TransferSyntax.of(uid);
    }

    /** Whether pixels lie there as words, not frame by frame in fragments. */
    boolean isNative() {
        return form == Form.NATIVE;
    }

    /** Whether frames are code streams, which know 2 to 16 counted bits and no others. */
    boolean isCoded() {
        return form.compareTo(Form.RLE) > 0;
    }

    /** Bits that a sample takes once it is decoded from this encoding. */
    int allocated(int before, int stored) {
        return isCoded() ? stored <= Byte.SIZE ? Byte.SIZE : Short.SIZE : before;
    }

    /**
     * The bytes of one frame.
     *
     * @param frame what was decoded
     * @param allocated bits that a sample takes in native form: 1, 8, 16 or 32
     * @param near largest error of a sample, for JPEG-LS
     */
    byte[] encode(StoredFrame frame, int allocated, int near) {
        return switch (form) {
            case NATIVE -> FramePacking.words(frame, allocated);
            case DEFLATED -> FramePacking.deflated(frame, allocated);
            case RLE -> FramePacking.rle(frame, allocated);
            case JPEG_LOSSLESS -> FramePacking.coded(CodeStream.JPEG_LOSSLESS, frame, 0);
            case JPEG_LS -> FramePacking.coded(CodeStream.JPEG_LS, frame, near);
            case JPEG_2000 -> FramePacking.coded(CodeStream.JPEG_2000, frame, 0);
        };
    }

    /** The encoding of a syntax; none where it is not written here. */
    public static Optional<Encoding> of(TransferSyntax syntax) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.uid.equals(syntax.uid()))
                .findFirst();
    }

    /** The encoding with a word or UID. Fails with {@link ErrorCode#BAD_REQUEST} where there is none. */
    public static Encoding named(String wordOrUid) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.word.equals(wordOrUid) || encoding.uid.equals(wordOrUid))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected a transfer syntax that is written here: one of %s, or its UID."
                                .formatted(Arrays.stream(values())
                                        .map(Encoding::word)
                                        .collect(Collectors.joining(", ")))));
    }
}
