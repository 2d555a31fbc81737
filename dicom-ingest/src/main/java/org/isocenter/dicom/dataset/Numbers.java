package org.isocenter.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Binary numbers to values and back, little-endian. */
final class Numbers {
    private Numbers() {}

    /** All whole numbers of a value; bytes for OB and UN; none for a representation that holds no numbers. */
    static double[] read(Vr vr, ByteBuffer in) {
        double[] values = new double[in.remaining() / vr.wordBytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (vr) {
                case US, OW, AT -> in.getShort() & 0xffff;
                case SS -> in.getShort();
                case UL, OL -> in.getInt() & 0xffffffffL;
                case SL -> in.getInt();
                case FL, OF -> in.getFloat();
                case FD, OD -> in.getDouble();
                case SV, UV, OV -> in.getLong();
                default -> in.get() & 0xff;
            };
        }
        return values;
    }

    /** Writes decimals in a binary representation. */
    static byte[] write(Vr vr, String... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * vr.wordBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (String value : values) {
            switch (vr) {
                case US, SS, OW, AT -> out.putShort((short) Integer.parseInt(value));
                case UL, SL, OL -> out.putInt((int) Long.parseLong(value));
                case FL, OF -> out.putFloat(Float.parseFloat(value));
                case FD, OD -> out.putDouble(Double.parseDouble(value));
                case SV, UV, OV -> out.putLong(Long.parseLong(value));
                default -> throw new IllegalArgumentException("the value representation " + vr + " holds no numbers");
            }
        }
        return out.array();
    }
}
