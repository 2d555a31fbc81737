package org.isocenter.dicom.codec;

import java.util.Arrays;

/** Writes the bits of an entropy-coded JPEG segment, a zero byte after each byte of ones (T.81 F.1.2.3). */
final class JpegBitWriter {
    private byte[] out = new byte[1 << 16];
    private int size;
    private long held;
    private int count;

    /** A number of up to 16 bits. */
    void write(int value, int bits) {
        held = (held << bits) | value;
        count += bits;
        while (count >= Byte.SIZE) {
            count -= Byte.SIZE;
            put((int) (held >>> count) & 0xff);
        }
    }

    /** The segment, filled up with ones. */
    byte[] segment() {
        if (count > 0) {
            int missing = Byte.SIZE - count;
            write((1 << missing) - 1, missing);
        }
        return Arrays.copyOf(out, size);
    }

    private void put(int value) {
        if (size + 2 > out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = (byte) value;
        if (value == 0xff) {
            out[size++] = 0;
        }
    }
}
