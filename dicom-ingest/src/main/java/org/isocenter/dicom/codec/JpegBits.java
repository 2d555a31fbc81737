package org.isocenter.dicom.codec;

/** Bits of an entropy-coded JPEG segment, without the zero bytes that follow bytes of ones (T.81 F.1.2.3). */
final class JpegBits {
    private static final int LOOK_AHEAD = 4;

    private final byte[] data;
    private int at;
    private long held;
    private int count;
    private int invented;

    JpegBits(byte[] data, int start) {
        this.data = data;
        at = start;
    }

    /** A difference between samples, of up to sixteen bits (T.81 H.1.2.2). */
    int difference(HuffmanTable table) {
        fill();
        int entry = table.entry((int) (held >>> (count - 16)) & 0xffff);
        int length = entry >> 8;
        int size = entry & 0xff;
        if (length == 0 || size > 16) {
            throw new IndexOutOfBoundsException("there is no such code");
        }
        count -= length;
        if (size == 16) {
            return 1 << 15;
        }
        if (size == 0) {
            return 0;
        }
        count -= size;
        int bits = (int) (held >>> count) & ((1 << size) - 1);
        return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
    }

    /** Goes to the byte after the next restart marker; fails where another comes first. */
    void restart() {
        requireNoneInvented();
        while (data[at] != -1 || data[at + 1] == 0 || data[at + 1] == -1) {
            at++;
        }
        if ((data[at + 1] & 0xf8) != 0xd0) {
            throw new IndexOutOfBoundsException("a restart marker is missing");
        }
        at += 2;
        count = 0;
        invented = 0;
    }

    /** Where the next marker that does not restart is. */
    int nextMarker() {
        requireNoneInvented();
        int place = at;
        while (place + 1 < data.length && (data[place] != -1 || data[place + 1] >= 0 || data[place + 1] == -1)) {
            place++;
        }
        return place;
    }

    /** Fails where bits were taken that the data does not have. */
    private void requireNoneInvented() {
        if (8 * invented > count) {
            throw new IndexOutOfBoundsException("the scan ends early");
        }
    }

    /** At least the 32 bits that one difference may take; at the end of the data zeros stand in for what is not there. */
    private void fill() {
        while (count <= 32) {
            int next = 0;
            if (at < data.length && !(data[at] == -1 && (at + 1 >= data.length || data[at + 1] != 0))) {
                next = data[at] & 0xff;
                at += next == 0xff ? 2 : 1;
            } else {
                invented++;
                if (invented > LOOK_AHEAD + 1) {
                    throw new IndexOutOfBoundsException("the scan ends early");
                }
            }
            held = (held << 8) | next;
            count += 8;
        }
    }
}
