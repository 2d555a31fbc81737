package org.isocenter.dicom.decode;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** The frames of an object as they are encoded: a slice of native pixels, or the code stream of a frame. */
public final class EncodedFrames {
    private EncodedFrames() {}

    /** One frame, counted from 0; {@code NOT_FOUND} where there is none, {@code UNDECODABLE_PIXELS} where it cannot be told from the others. */
    public static byte[] of(Dataset dataset, int frame) {
        PixelLayout layout = PixelLayout.of(dataset);
        Element pixels = dataset.element(Tag.PIXEL_DATA)
                .or(() -> dataset.element(Tag.FLOAT_PIXEL_DATA))
                .or(() -> dataset.element(Tag.DOUBLE_FLOAT_PIXEL_DATA))
                .orElseThrow(() -> PixelLayout.undecodable("there is no pixel data"));
        if (frame < 0 || frame >= layout.frames()) {
            throw new PlatformException(
                    ErrorCode.NOT_FOUND, "Expected a frame from 1 to %d.".formatted(layout.frames()));
        }
        if (pixels.value() instanceof Fragments fragments) {
            return FrameFragments.of(fragments, frame, layout.frames());
        }
        Octets all = ((Bytes) pixels.value()).octets();
        long bits = (long) layout.rows() * layout.columns() * layout.samples() * layout.allocated();
        if (bits % 8 != 0 && layout.frames() > 1) {
            throw PixelLayout.undecodable("frames of single bits do not begin at a byte");
        }
        int length = (int) ((bits + 7) / 8);
        if ((frame + 1L) * length > all.length()) {
            throw PixelLayout.undecodable("frame %d is not whole".formatted(frame + 1));
        }
        return all.part((long) frame * length, length);
    }
}
