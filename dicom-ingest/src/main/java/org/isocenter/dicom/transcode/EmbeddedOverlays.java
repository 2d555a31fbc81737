package org.isocenter.dicom.transcode;

import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;

/** Moves overlays out of unused bits of native pixels into Overlay Data, one bit a pixel (PS3.3 C.9.2, retired in 2004). */
final class EmbeddedOverlays {
    private static final int FIRST_GROUP = 0x6000;
    private static final int LAST_GROUP = 0x601E;
    private static final int FRAMES = 0x0015;
    private static final int BITS_ALLOCATED = 0x0100;
    private static final int BIT_POSITION = 0x0102;
    private static final int DATA = 0x3000;

    private EmbeddedOverlays() {}

    /** Moves every overlay of a data set that has a place among the pixels' bits and no data of its own. */
    static void lift(Dataset dataset) {
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            int base = group << 16;
            int position = dataset.integer(base | BIT_POSITION).orElse(0);
            int allocated = dataset.integer(Tag.BITS_ALLOCATED).orElse(0);
            if (position > 0 && position < allocated && allocated <= Short.SIZE && !dataset.contains(base | DATA)) {
                int frames = Math.max(1, dataset.integer(Tag.NUMBER_OF_FRAMES).orElse(1));
                dataset.setBytes(base | DATA, Vr.OW, plane(dataset.octets(Tag.PIXEL_DATA), allocated, position));
                dataset.set(base | BITS_ALLOCATED, Vr.US, "1");
                dataset.set(base | BIT_POSITION, Vr.US, "0");
                if (frames > 1) {
                    dataset.set(base | FRAMES, Vr.IS, Integer.toString(frames));
                }
            }
        }
    }

    private static byte[] plane(Octets pixels, int allocated, int position) {
        int width = allocated / Byte.SIZE;
        byte[] bits = new byte[Math.toIntExact((pixels.length() / width + 7) / 8)];
        for (long at = 0; at + width <= pixels.length(); at += Octets.CHUNK) {
            byte[] part = pixels.part(at, (int) Math.min(Octets.CHUNK, pixels.length() - at));
            int first = (int) (at / width);
            for (int i = 0; (i + 1) * width <= part.length; i++) {
                int bit = (part[i * width + position / 8] >> (position % 8)) & 1;
                bits[(first + i) / 8] |= (byte) (bit << ((first + i) % 8));
            }
        }
        return bits;
    }
}
