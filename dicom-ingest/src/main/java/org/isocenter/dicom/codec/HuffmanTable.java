package org.isocenter.dicom.codec;

import java.util.Arrays;

/**
 * A Huffman table of JPEG, for codes of up to sixteen bits (T.81 C.2): for each possible next sixteen bits, the length of the
 * code that they begin with and what it stands for.
 */
final class HuffmanTable {
    private static final int LONGEST = 16;

    /** Length in the high byte, symbol in the low one; 0 where no code begins so. */
    private final short[] codes = new short[1 << LONGEST];

    /** Reads counts per length, then symbols, from a place in a DHT segment. */
    HuffmanTable(byte[] data, int at) {
        int symbol = at + LONGEST;
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int span = 1 << (LONGEST - length);
            for (int i = 0; i < (data[at + length - 1] & 0xff); i++) {
                Arrays.fill(codes, next, next + span, (short) ((length << 8) | (data[symbol++] & 0xff)));
                next += span;
            }
        }
    }

    /** Number of bytes of a table at a place: sixteen counts and the symbols. */
    static int size(byte[] data, int at) {
        int size = LONGEST;
        for (int i = 0; i < LONGEST; i++) {
            size += data[at + i] & 0xff;
        }
        return size;
    }

    /** Length and symbol of the code that the next sixteen bits begin with. */
    int entry(int sixteenBits) {
        return codes[sixteenBits];
    }
}
