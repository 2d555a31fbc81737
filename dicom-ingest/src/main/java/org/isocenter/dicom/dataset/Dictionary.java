package org.isocenter.dicom.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The data dictionary (PS3.6): value representation and keyword of every standard attribute. */
public final class Dictionary {

    private record Entry(String pattern, Vr vr, String keyword) {
        boolean covers(String hex) {
            for (int i = 0; i < 8; i++) {
                if (pattern.charAt(i) != 'X' && pattern.charAt(i) != hex.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final Map<Integer, Entry> BY_TAG = new HashMap<>();
    private static final Map<String, Integer> BY_KEYWORD = new HashMap<>();
    private static final List<Entry> REPEATING;

    static {
        List<Entry> entries = read();
        REPEATING = entries.stream().filter(e -> e.pattern().contains("X")).toList();
        for (Entry entry : entries) {
            if (!entry.pattern().contains("X")) {
                int tag = Integer.parseUnsignedInt(entry.pattern(), 16);
                BY_TAG.put(tag, entry);
                BY_KEYWORD.put(entry.keyword(), tag);
            }
        }
    }

    private Dictionary() {}

    /** The keyword of a standard attribute, for example {@code PatientID}. */
    public static Optional<String> keyword(int tag) {
        return entry(tag).map(Entry::keyword);
    }

    /** The tag of a keyword. */
    public static Optional<Integer> tag(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    /** The value representation that implicit VR gives a tag; UN where it is not known. */
    public static Vr vr(int tag) {
        if ((tag & 0xffff) == 0) {
            return Vr.UL;
        }
        if (Tag.isPrivate(tag)) {
            return Tag.isPrivateCreator(tag) ? Vr.LO : Vr.UN;
        }
        return entry(tag).map(Entry::vr).orElse(Vr.UN);
    }

    private static Optional<Entry> entry(int tag) {
        Entry direct = BY_TAG.get(tag);
        if (direct != null || Tag.isPrivate(tag)) {
            return Optional.ofNullable(direct);
        }
        String hex = Tag.format(tag);
        return REPEATING.stream().filter(entry -> entry.covers(hex)).findFirst();
    }

    private static List<Entry> read() {
        try (InputStream in = Objects.requireNonNull(Dictionary.class.getResourceAsStream("dictionary.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .map(cells ->
                            new Entry(cells.get(0).toUpperCase(Locale.ROOT), Vr.valueOf(cells.get(1)), cells.get(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
