package org.isocenter.dicom.decode;

import org.isocenter.dicom.codec.CodeStream;
import org.isocenter.dicom.codec.Picture;

/** Decodes frames that are code streams of a library's format. */
final class CodeStreamPixels {
    private CodeStreamPixels() {}

    /** Room for the edges that a decoder works with beyond a small picture. */
    private static final long EDGE = 64;

    static FrameCodec of(CodeStream kind) {
        return (frame, layout) -> unpack(kind, frame, layout);
    }

    private static int[] unpack(CodeStream kind, byte[] frame, PixelLayout layout) {
        Picture picture = kind.decode(frame, (layout.rows() + EDGE) * (layout.columns() + EDGE));
        if (picture.columns() != layout.columns()
                || picture.rows() != layout.rows()
                || picture.samples() != layout.samples()) {
            throw PixelLayout.undecodable("the %s frame has %d x %d x %d values"
                    .formatted(kind, picture.rows(), picture.columns(), picture.samples()));
        }
        int[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = layout.lowValue(values[i]);
        }
        return values;
    }
}
