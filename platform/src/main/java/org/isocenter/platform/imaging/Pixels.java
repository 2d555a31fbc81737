package org.isocenter.platform.imaging;

/** The values of a frame, in one of three forms: colour triples, stored 16-bit grey, or float grey. */
public sealed interface Pixels permits Pixels.Rgb8, Pixels.Grey16, Pixels.Grey32 {

    int samples();

    /** Number of values in all, rows x columns x samples. */
    int length();

    /** The stored value at an index, before slope and intercept. */
    double at(int index);

    /** Interleaved R G B, unsigned bytes. */
    @SuppressWarnings("ArrayRecordComponent") // a frame's pixels are compared by nobody; a copy would double the memory
    record Rgb8(byte[] values) implements Pixels {
        @Override
        public int samples() {
            return 3;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return values[index] & 0xff;
        }
    }

    /** Signed 16-bit stored values; an unsigned source is shifted by 32768 and its intercept with it. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Grey16(short[] values) implements Pixels {
        @Override
        public int samples() {
            return 1;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return values[index];
        }
    }

    /** Float values, for sources of more than 16 bits. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Grey32(float[] values) implements Pixels {
        @Override
        public int samples() {
            return 1;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double at(int index) {
            return values[index];
        }
    }
}
