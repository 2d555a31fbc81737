package org.isocenter.dicom.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Stored values of a frame, row-major, samples interleaved, in the form that holds them exactly. */
public sealed interface Samples permits Samples.Whole, Samples.Singles, Samples.Doubles {

    /** Number of values, rows x columns x samples. */
    int length();

    /** A value as a number. */
    double at(int index);

    /** Every value, little-endian, in the narrowest word that its type allows: 1, 2, 4 or 8 bytes each. */
    byte[] canonical();

    /**
     * Whole numbers of up to 32 bits.
     *
     * @param values the values; above 31 bits an unsigned one is kept as the int of the same bits
     * @param bits bits that count
     * @param signed whether they can be negative
     */
    @SuppressWarnings("ArrayRecordComponent") // a frame's values are compared by nobody; a copy would double the memory
    record Whole(int[] values, int bits, boolean signed) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return signed ? values[index] : values[index] & 0xffffffffL;
        }

        /** Eight-bit signed values take two bytes, as in numbers of that kind elsewhere. */
        @Override
        public byte[] canonical() {
            int width = bits <= 8 && !signed ? 1 : bits <= 16 ? 2 : 4;
            ByteBuffer out = ByteBuffer.allocate(values.length * width).order(ByteOrder.LITTLE_ENDIAN);
            for (int value : values) {
                switch (width) {
                    case 1 -> out.put((byte) value);
                    case 2 -> out.putShort((short) value);
                    default -> out.putInt(value);
                }
            }
            return out.array();
        }
    }

    /** Float Pixel Data (PS3.3 C.7.6.24). */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Singles(float[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return values[index];
        }

        @Override
        public byte[] canonical() {
            ByteBuffer out = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            out.asFloatBuffer().put(values);
            return out.array();
        }
    }

    /** Double Float Pixel Data (PS3.3 C.7.6.25). */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Doubles(double[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return values[index];
        }

        @Override
        public byte[] canonical() {
            ByteBuffer out = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            out.asDoubleBuffer().put(values);
            return out.array();
        }
    }
}
