package org.isocenter.dicom.decode;

/** Decodes one frame of one family of transfer syntaxes; safe for concurrent use. */
@FunctionalInterface
interface FrameCodec {
    /**
     * The stored values of a frame: {@code rows x columns x samples}, interleaved, reduced to the counted bits. Fails with
     * UNDECODABLE_PIXELS where the frame is damaged or not of the layout's size.
     */
    int[] unpack(byte[] frame, PixelLayout layout);
}
