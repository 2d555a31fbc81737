package org.isocenter.dicom.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.isocenter.dicom.dataset.Vr;

/** Binary numbers, little-endian, to JSON; what JSON has no number for is written as text. */
final class BinaryNumbers {
    private BinaryNumbers() {}

    /** Bytes of one value; an attribute tag has two words. */
    static int width(Vr vr) {
        return vr == Vr.AT ? 4 : vr.wordBytes();
    }

    static ArrayNode of(Vr vr, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        while (in.hasRemaining()) {
            switch (vr) {
                case AT -> values.add("%04X%04X".formatted(in.getShort(), in.getShort()));
                case US -> values.add(in.getShort() & 0xffff);
                case SS -> values.add(in.getShort());
                case UL -> values.add(in.getInt() & 0xffffffffL);
                case SL -> values.add(in.getInt());
                case SV -> values.add(in.getLong());
                case UV -> values.add(new BigInteger(Long.toUnsignedString(in.getLong())));
                case FL -> real(values, in.getFloat());
                case FD -> real(values, in.getDouble());
                default -> throw new IllegalArgumentException(vr + " holds no numbers");
            }
        }
        return values;
    }

    private static void real(ArrayNode values, double number) {
        if (Double.isFinite(number)) {
            values.add(number);
        } else {
            values.add(Double.toString(number));
        }
    }
}
