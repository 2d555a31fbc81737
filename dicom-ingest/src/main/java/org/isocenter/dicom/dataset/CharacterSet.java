package org.isocenter.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Specific Character Set (PS3.3 C.12.1.1.2): text to bytes and back, with the code extensions of ISO 2022 for Japanese,
 * Korean and Chinese. Bytes of an unknown set are read as Latin-1, so that nothing is lost.
 */
public final class CharacterSet {
    private static final byte ESCAPE = 0x1b;
    private static final Map<String, String> SINGLE = Map.ofEntries(
            Map.entry("100", "ISO-8859-1"),
            Map.entry("101", "ISO-8859-2"),
            Map.entry("109", "ISO-8859-3"),
            Map.entry("110", "ISO-8859-4"),
            Map.entry("144", "ISO-8859-5"),
            Map.entry("127", "ISO-8859-6"),
            Map.entry("126", "ISO-8859-7"),
            Map.entry("138", "ISO-8859-8"),
            Map.entry("148", "ISO-8859-9"),
            Map.entry("203", "ISO-8859-15"),
            Map.entry("13", "JIS_X0201"),
            Map.entry("166", "TIS-620"));
    private static final Map<String, String> WHOLE = Map.of("ISO_IR 192", "UTF-8", "GB18030", "GB18030", "GBK", "GBK");

    /** The terms as the standard writes them, which every text of a data set asks for. */
    private static final Map<String, Charset> USUAL = Stream.of(
                    Stream.of(""),
                    WHOLE.keySet().stream(),
                    SINGLE.keySet().stream().map("ISO_IR "::concat))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), CharacterSet::named));

    /** The default repertoire, read leniently as Latin-1. */
    public static final CharacterSet DEFAULT = new CharacterSet(List.of());

    private final List<String> terms;
    private final Charset first;

    private CharacterSet(List<String> terms) {
        this.terms = terms;
        this.first = charset(terms.isEmpty() ? "" : terms.get(0));
    }

    /** The set that an element's values name; the first may be empty. */
    public static CharacterSet of(List<String> terms) {
        return terms.isEmpty() ? DEFAULT : new CharacterSet(List.copyOf(terms));
    }

    private static Charset charset(String term) {
        Charset usual = USUAL.get(term);
        return usual == null ? named(term) : usual;
    }

    private static Charset named(String term) {
        String whole = WHOLE.get(term);
        String name = whole == null ? SINGLE.getOrDefault(term.replaceAll(".*IR ", ""), "ISO-8859-1") : whole;
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    /** Reads bytes. */
    public String decode(byte[] bytes) {
        return hasEscape(bytes) ? new EscapedText(bytes, first).decode() : new String(bytes, first);
    }

    private static boolean hasEscape(byte[] bytes) {
        for (byte b : bytes) {
            if (b == ESCAPE) {
                return true;
            }
        }
        return false;
    }

    /** Writes text: in the first set where it can be, else in the extensions that the set names. */
    public byte[] encode(String text) {
        if (terms.size() < 2 || first.newEncoder().canEncode(text)) {
            return text.getBytes(first);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : parts(text)) {
            out.writeBytes(first.newEncoder().canEncode(part) ? part.getBytes(first) : extended(part));
        }
        return out.toByteArray();
    }

    /** Runs of characters that the first set has, and runs of those that it has not. */
    private List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || inFirst(text.charAt(i)) != inFirst(text.charAt(i - 1))) {
                parts.add(text.substring(start, i));
                start = i;
            }
        }
        return parts;
    }

    private boolean inFirst(char c) {
        return first.newEncoder().canEncode(c);
    }

    private byte[] extended(String part) {
        for (String term : terms.subList(1, terms.size())) {
            String number = term.replaceAll(".*IR ", "");
            Charset single = SINGLE.containsKey(number) ? charset(term) : null;
            if (single != null && single.newEncoder().canEncode(part)) {
                return escaped(EscapedText.singleByteEscape(number), part.getBytes(single));
            }
            Charset multi = EscapedText.multiByte(number);
            if (multi != null && multi.newEncoder().canEncode(part)) {
                return EscapedText.encodeMultiByte(number, part.getBytes(multi));
            }
        }
        return part.getBytes(first);
    }

    private static byte[] escaped(byte[] escape, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(escape);
        out.writeBytes(text);
        return out.toByteArray();
    }
}
