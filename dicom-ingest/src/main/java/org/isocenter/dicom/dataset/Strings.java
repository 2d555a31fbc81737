package org.isocenter.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Text values to bytes and back (PS3.5 6.2, 6.4): backslashes between values, padding to even length. */
final class Strings {
    private Strings() {}

    static List<String> read(Vr vr, byte[] bytes, CharacterSet set) {
        if (!vr.isString()) {
            double[] numbers = Numbers.read(vr, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            return Arrays.stream(numbers).mapToObj(Strings::plain).toList();
        }
        String text = vr.hasCharacterSet() ? set.decode(bytes) : new String(bytes, StandardCharsets.ISO_8859_1);
        if (!vr.isMultiValued()) {
            return List.of(withoutTail(text));
        }
        return Arrays.stream(text.split("\\\\", -1))
                .map(value -> trim(vr, value))
                .toList();
    }

    static byte[] write(Vr vr, String[] values, CharacterSet set) {
        String text = String.join("\\", values);
        byte[] bytes = vr.hasCharacterSet() ? set.encode(text) : text.getBytes(StandardCharsets.ISO_8859_1);
        return even(bytes, vr);
    }

    static byte[] even(byte[] bytes, Vr vr) {
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        byte[] padded = Arrays.copyOf(bytes, bytes.length + 1);
        padded[bytes.length] = vr.padding();
        return padded;
    }

    static double[] numbers(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(value -> value.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private static String trim(Vr vr, String value) {
        String tail = withoutTail(value);
        return vr == Vr.PN || vr == Vr.UC ? tail : tail.stripLeading();
    }

    private static String withoutTail(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return text.substring(0, end);
    }
}
