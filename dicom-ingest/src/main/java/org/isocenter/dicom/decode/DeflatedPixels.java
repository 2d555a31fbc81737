package org.isocenter.dicom.decode;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.isocenter.dicom.dataset.Octets;

/** Inflates frames that are compressed one by one (PS3.5 A.4.13). */
final class DeflatedPixels {
    private DeflatedPixels() {}

    static int[] unpack(byte[] frame, PixelLayout layout) {
        byte[] plain = new byte[layout.frameBytes()];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(frame);
            int filled = 0;
            while (filled < plain.length && !inflater.finished()) {
                int more = inflater.inflate(plain, filled, plain.length - filled);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                filled += more;
            }
            if (filled < plain.length) {
                throw PixelLayout.undecodable("a deflated frame has %d of %d bytes".formatted(filled, plain.length));
            }
        } catch (DataFormatException e) {
            throw PixelLayout.undecodable("a deflated frame is damaged");
        } finally {
            inflater.end();
        }
        return NativePixels.unpack(Octets.of(plain), layout, 0);
    }
}
