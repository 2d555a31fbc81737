package org.isocenter.dicom.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.isocenter.dicom.dataset.CharacterSet;
import org.isocenter.dicom.dataset.Vr;

/** Text to values: padding at the end taken away, numbers read. */
final class TextValues {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+(\\.0*)?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private TextValues() {}

    static List<String> of(Vr vr, byte[] bytes, CharacterSet set) {
        String text = vr.hasCharacterSet() ? set.decode(bytes) : new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> values =
                vr.isMultiValued() ? split(vr == Vr.AE ? text.strip() : text) : List.of(withoutTail(text));
        return values.size() == 1 && values.get(0).isEmpty() ? List.of() : values;
    }

    static List<String> split(String text) {
        return List.of(withoutTail(text).split("\\\\", -1));
    }

    /** Numbers of IS and DS; fails where a value is none. */
    static ArrayNode numbers(Vr vr, byte[] bytes) {
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        List<String> texts = split(new String(bytes, StandardCharsets.ISO_8859_1));
        for (String text : texts) {
            String number = text.strip();
            if (number.isEmpty()) {
                if (texts.size() > 1) {
                    numbers.addNull();
                }
            } else if (vr == Vr.IS) {
                numbers.add(whole(number));
            } else {
                numbers.add(decimal(number));
            }
        }
        return numbers;
    }

    /** Also one that a writer gave a fraction of zeros; never one with an exponent, which could be of any size. */
    private static BigInteger whole(String number) {
        if (!WHOLE.matcher(number).matches()) {
            throw new NumberFormatException("no whole number");
        }
        return new BigInteger(number.replaceAll("^\\+|\\..*", ""));
    }

    private static double decimal(String number) {
        if (!DECIMAL.matcher(number).matches()) {
            throw new NumberFormatException("no decimal");
        }
        return Double.parseDouble(number);
    }

    private static String withoutTail(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return text.substring(0, end);
    }
}
