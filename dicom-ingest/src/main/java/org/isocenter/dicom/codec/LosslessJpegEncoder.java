package org.isocenter.dicom.codec;

import java.nio.ByteBuffer;

/**
 * Encodes pictures as lossless JPEG of 2 to 16 bits with first-order prediction and a Huffman table of their own,
 * components interleaved (ITU-T T.81 H).
 */
final class LosslessJpegEncoder {
    private static final int LEAST_BITS = 2;
    private static final int CATEGORIES = 17;
    private static final int FROM_THE_LEFT = 1;

    private final Picture picture;
    private final int bits;
    private final int mask;

    private LosslessJpegEncoder(Picture picture, int bits) {
        this.picture = picture;
        this.bits = Math.max(LEAST_BITS, bits);
        mask = (1 << bits) - 1;
    }

    /** The code stream; samples are taken as their lowest {@code bits} bits. */
    static byte[] encode(Picture picture, int bits) {
        return new LosslessJpegEncoder(picture, bits).stream();
    }

    private byte[] stream() {
        short[] differences = differences();
        int[] counts = new int[CATEGORIES];
        for (short difference : differences) {
            counts[category(difference)]++;
        }
        HuffmanCode code = HuffmanCode.of(counts);
        byte[] scan = scan(differences, code);
        byte[] table = code.table();
        int samples = picture.samples();
        ByteBuffer stream =
                ByteBuffer.allocate(2 + 10 + 3 * samples + 5 + table.length + 8 + 2 * samples + scan.length + 2);
        stream.putShort((short) 0xffd8).putShort((short) 0xffc3).putShort((short) (8 + 3 * samples));
        stream.put((byte) bits)
                .putShort((short) picture.rows())
                .putShort((short) picture.columns())
                .put((byte) samples);
        for (int id = 1; id <= samples; id++) {
            stream.put((byte) id).put((byte) 0x11).put((byte) 0);
        }
        stream.putShort((short) 0xffc4)
                .putShort((short) (3 + table.length))
                .put((byte) 0)
                .put(table);
        stream.putShort((short) 0xffda).putShort((short) (6 + 2 * samples)).put((byte) samples);
        for (int id = 1; id <= samples; id++) {
            stream.put((byte) id).put((byte) 0);
        }
        stream.put((byte) FROM_THE_LEFT).putShort((short) 0);
        return stream.put(scan).putShort((short) 0xffd9).array();
    }

    /** Each sample less the one to its left; less the one above at a line's start, half the range at the first (T.81 H.1.2.1). */
    private short[] differences() {
        int[] values = picture.values();
        int samples = picture.samples();
        int line = picture.columns() * samples;
        short[] differences = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            int predicted;
            if (i % line >= samples) {
                predicted = values[i - samples] & mask;
            } else {
                predicted = i < line ? 1 << (bits - 1) : values[i - line] & mask;
            }
            differences[i] = (short) ((values[i] & mask) - predicted);
        }
        return differences;
    }

    private static byte[] scan(short[] differences, HuffmanCode code) {
        JpegBitWriter out = new JpegBitWriter();
        for (short difference : differences) {
            int category = category(difference);
            out.write(code.word(category), code.length(category));
            if (category < CATEGORIES - 1) {
                int low = difference < 0 ? difference - 1 : difference;
                out.write(low & ((1 << category) - 1), category);
            }
        }
        return out.segment();
    }

    /** How many bits a difference takes: 0 to 16; only half the range of 16 bits has 16, and takes none (T.81 H.1.2.2). */
    private static int category(short difference) {
        return difference == Short.MIN_VALUE
                ? CATEGORIES - 1
                : Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    }
}
