package org.isocenter.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text with ISO 2022 escape sequences (PS3.3 C.12.1.1.2, table C.12-3 and C.12-4): the low half and the high half of
 * the byte range each carry one set at a time, back to the first at every delimiter.
 */
final class EscapedText {
    private static final Charset EUC_JP = Charset.forName("EUC-JP");
    private static final Map<String, Charset> MULTI_BYTE =
            Map.of("87", EUC_JP, "159", EUC_JP, "149", Charset.forName("EUC-KR"), "58", Charset.forName("GB2312"));
    private static final Map<String, String> HIGH_SINGLE = Map.ofEntries(
            Map.entry("-A", "ISO-8859-1"),
            Map.entry("-B", "ISO-8859-2"),
            Map.entry("-C", "ISO-8859-3"),
            Map.entry("-D", "ISO-8859-4"),
            Map.entry("-L", "ISO-8859-5"),
            Map.entry("-G", "ISO-8859-6"),
            Map.entry("-F", "ISO-8859-7"),
            Map.entry("-H", "ISO-8859-8"),
            Map.entry("-M", "ISO-8859-9"),
            Map.entry("-b", "ISO-8859-15"),
            Map.entry("-T", "TIS-620"),
            Map.entry(")I", "JIS_X0201"));
    private static final Map<String, String> NUMBER_OF_ESCAPE = Map.ofEntries(
            Map.entry("100", "-A"),
            Map.entry("101", "-B"),
            Map.entry("109", "-C"),
            Map.entry("110", "-D"),
            Map.entry("144", "-L"),
            Map.entry("127", "-G"),
            Map.entry("126", "-F"),
            Map.entry("138", "-H"),
            Map.entry("148", "-M"),
            Map.entry("203", "-b"),
            Map.entry("166", "-T"),
            Map.entry("13", ")I"));

    private final byte[] bytes;
    private final Charset first;
    private Charset high;
    private String low = "(B";
    private boolean highIsDouble;
    private int at;

    EscapedText(byte[] bytes, Charset first) {
        this.bytes = bytes;
        this.first = first;
        this.high = first;
    }

    /** The set of two-byte characters with a registration number, or null. */
    static @Nullable Charset multiByte(String number) {
        return MULTI_BYTE.get(number);
    }

    /** The escape sequence that puts a single-byte set into the high half. */
    static byte[] singleByteEscape(String number) {
        return ("\u001b" + NUMBER_OF_ESCAPE.getOrDefault(number, "-A")).getBytes(StandardCharsets.US_ASCII);
    }

    /** Two-byte characters with the escape sequences round them that their set needs. */
    static byte[] encodeMultiByte(String number, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (number) {
            case "149" -> out.writeBytes("\u001b$)C".getBytes(StandardCharsets.US_ASCII));
            case "58" -> out.writeBytes("\u001b$)A".getBytes(StandardCharsets.US_ASCII));
            case "159" -> out.writeBytes("\u001b$(D".getBytes(StandardCharsets.US_ASCII));
            default -> out.writeBytes("\u001b$B".getBytes(StandardCharsets.US_ASCII));
        }
        boolean lowHalf = number.equals("87") || number.equals("159");
        for (byte b : text) {
            if (!lowHalf) {
                out.write(b);
            } else if (b != (byte) 0x8f) {
                out.write(b & 0x7f);
            }
        }
        if (lowHalf) {
            out.writeBytes("\u001b(B".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    String decode() {
        StringBuilder text = new StringBuilder();
        while (at < bytes.length) {
            if (bytes[at] == 0x1b) {
                escape();
            } else {
                text.append(next());
            }
        }
        return text.toString();
    }

    private void escape() {
        int end = at + 1;
        while (end < bytes.length && bytes[end] >= 0x20 && bytes[end] <= 0x2f) {
            end++;
        }
        end = Math.min(bytes.length, end + 1);
        String sequence = new String(bytes, at + 1, end - at - 1, StandardCharsets.US_ASCII);
        at = end;
        if (HIGH_SINGLE.containsKey(sequence)) {
            String name = HIGH_SINGLE.getOrDefault(sequence, "ISO-8859-1");
            high = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
            highIsDouble = false;
        } else if (sequence.equals("$)C") || sequence.equals("$)A")) {
            high = Charset.forName(sequence.equals("$)C") ? "EUC-KR" : "GB2312");
            highIsDouble = true;
        } else {
            low = sequence;
        }
    }

    private String next() {
        byte b = bytes[at];
        if (b < 0 && b != (byte) 0x80) {
            return take(highIsDouble ? 2 : 1, high, 0);
        }
        boolean twoByteLow = low.equals("$B") || low.equals("$@") || low.equals("$(D");
        if (twoByteLow && b > 0x20 && at + 1 < bytes.length) {
            return low.equals("$(D") ? takeSupplement() : take(2, EUC_JP, 0x80);
        }
        if (b == '^' || b == '=' || b == '\\' || b < 0x20) {
            high = first;
            highIsDouble = false;
        }
        return take(1, low.equals("(J") ? StandardCharsets.US_ASCII : first, 0);
    }

    private String take(int length, Charset charset, int mask) {
        int count = Math.min(length, bytes.length - at);
        byte[] part = new byte[count];
        for (int i = 0; i < count; i++) {
            part[i] = (byte) (bytes[at + i] | mask);
        }
        at += count;
        return new String(part, charset);
    }

    /** JIS X 0212 in EUC-JP stands behind a single shift. */
    private String takeSupplement() {
        byte[] part = {(byte) 0x8f, (byte) (bytes[at] | 0x80), (byte) (bytes[at + 1] | 0x80)};
        at += 2;
        return new String(part, EUC_JP);
    }
}
