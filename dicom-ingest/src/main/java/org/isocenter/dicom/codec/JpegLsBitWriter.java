package org.isocenter.dicom.codec;

import java.util.Arrays;

/** Writes the bits of an entropy-coded JPEG-LS segment: after a byte of ones the next byte has only seven (T.87 9.1). */
final class JpegLsBitWriter {
    private static final int MOST_AT_ONCE = 31;

    private byte[] out = new byte[1 << 16];
    private int size;
    private long held;
    private int count;
    private boolean afterOnes;

    /** A number of up to 31 bits. */
    void write(int value, int bits) {
        held = (held << bits) | value;
        count += bits;
        for (int width = width(); count >= width; width = width()) {
            count -= width;
            put((int) (held >>> count) & ((1 << width) - 1));
        }
    }

    /** A Golomb code of limited length (T.87 A.5.3), with {@code k} bits of remainder. */
    void golomb(int value, int k, int limit, int rangeBits) {
        int zeros = value >> k;
        int most = limit - rangeBits - 1;
        if (zeros < most) {
            zeros(zeros);
            write((1 << k) | (value & ((1 << k) - 1)), k + 1);
        } else {
            zeros(most);
            write(1, 1);
            write(value - 1, rangeBits);
        }
    }

    /** The segment, filled up with zeros; it does not end in a byte of ones, so that a marker can follow. */
    byte[] segment() {
        if (count > 0) {
            write(0, width() - count);
        }
        if (afterOnes) {
            put(0);
        }
        return Arrays.copyOf(out, size);
    }

    private void zeros(int number) {
        for (int left = number; left > 0; left -= MOST_AT_ONCE) {
            write(0, Math.min(left, MOST_AT_ONCE));
        }
    }

    private int width() {
        return afterOnes ? 7 : 8;
    }

    private void put(int value) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = (byte) value;
        afterOnes = value == 0xff;
    }
}
