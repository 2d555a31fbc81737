package org.isocenter.dicom.decode;

import java.util.List;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.rle.RleFrame;

/** Joins the byte planes of an RLE frame: sample by sample, the most significant byte first (PS3.5 G.2). */
final class RlePixels {
    private RlePixels() {}

    static int[] unpack(byte[] frame, PixelLayout layout) {
        int pixels = layout.rows() * layout.columns();
        if (layout.allocated() == 1) {
            return NativePixels.bits(
                    Octets.of(RleFrame.decode(frame, (pixels + 7) / 8).get(0)), layout, 0);
        }
        int width = Math.max(1, layout.allocated() / 8);
        List<byte[]> planes = RleFrame.decode(frame, pixels);
        if (planes.size() != width * layout.samples()) {
            throw PixelLayout.undecodable(
                    "an RLE frame has %d byte planes, not %d".formatted(planes.size(), width * layout.samples()));
        }
        int[] values = new int[layout.values()];
        for (int sample = 0; sample < layout.samples(); sample++) {
            for (int i = 0; i < pixels; i++) {
                int word = 0;
                for (int b = 0; b < width; b++) {
                    word = (word << 8) | (planes.get(sample * width + b)[i] & 0xff);
                }
                values[i * layout.samples() + sample] = layout.value(word);
            }
        }
        return values;
    }
}
