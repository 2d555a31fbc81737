package org.isocenter.dicom.codec;

/** Bits of an entropy-coded JPEG-LS segment: after a byte of ones the next byte has only seven (T.87 9.1). */
final class JpegLsBits {
    private final byte[] data;
    private final int start;
    private int at;
    private long held;
    private int count;
    private boolean afterOnes;

    JpegLsBits(byte[] data, int start) {
        this.data = data;
        this.start = start;
        at = start;
    }

    /** A number of up to 25 bits. */
    int read(int bits) {
        if (bits == 0) {
            return 0;
        }
        fill(bits);
        count -= bits;
        return (int) (held >>> count) & ((1 << bits) - 1);
    }

    /** A Golomb code of limited length (T.87 A.5.3): the value, with {@code k} bits of remainder. */
    int golomb(int k, int limit, int rangeBits) {
        int zeros = zeros(limit);
        if (zeros < limit - rangeBits - 1) {
            return (zeros << k) + read(k);
        }
        return read(rangeBits) + 1;
    }

    /** Counts zeros up to the next one and takes that too. */
    private int zeros(int most) {
        int zeros = 0;
        fill(1);
        while (held << -count == 0) {
            zeros += count;
            count = 0;
            if (zeros > most) {
                throw new IndexOutOfBoundsException("a code has too many zeros");
            }
            fill(1);
        }
        int more = Long.numberOfLeadingZeros(held << -count);
        count -= more + 1;
        return zeros + more;
    }

    /** Where the next marker is. */
    int nextMarker() {
        int place = Math.max(start, at - 1);
        while (place + 1 < data.length && !(data[place] == -1 && data[place + 1] < 0)) {
            place++;
        }
        return place;
    }

    private void fill(int bits) {
        while (count < bits) {
            boolean marker = data[at] == -1 && at + 1 < data.length && data[at + 1] < 0;
            if (marker) {
                throw new IndexOutOfBoundsException("the scan ends early");
            }
            int next = data[at++] & 0xff;
            int width = afterOnes ? 7 : 8;
            held = (held << width) | (next & ((1 << width) - 1));
            count += width;
            afterOnes = next == 0xff;
        }
    }
}
