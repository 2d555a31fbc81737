package org.isocenter.dicom.deidentify;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Strings that identify, learnt from the elements of the same object that the profile takes away: they are looked for
 * again in every text that stays.
 */
final class KnownIdentifiers {
    private static final int SHORTEST = 4;
    private static final Pattern NAME_PARTS = Pattern.compile("[\\^=\\s,;]+");

    private final Set<String> lowerCase = new TreeSet<>();

    /** Learns a person name and each of its parts of at least two letters. */
    void learnName(String name) {
        learn(name);
        for (String part : NAME_PARTS.split(name, -1)) {
            if (part.length() >= 2) {
                lowerCase.add(part.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Learns a whole value such as an identity number, an address or a date, of at least four characters. */
    void learn(String value) {
        String trimmed = value.strip();
        if (trimmed.length() >= SHORTEST && !TextCleaner.isClinical(trimmed)) {
            lowerCase.add(trimmed.toLowerCase(Locale.ROOT));
        }
    }

    boolean contains(String word) {
        return lowerCase.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The text without any known identifier that stands in it as a word of its own; the rest unchanged. */
    String scrub(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> found = lowerCase.stream()
                .filter(known -> known.length() >= SHORTEST && lower.contains(known))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String scrubbed = text;
        for (String known : found) {
            scrubbed = wholeWord(known).matcher(scrubbed).replaceAll("");
        }
        return scrubbed.equals(text) ? text : scrubbed.strip();
    }

    /** The text with NUL characters over every known identifier, wherever it stands; its length does not change. */
    String blank(String text) {
        String blanked = text;
        String lower = text.toLowerCase(Locale.ROOT);
        for (String known : lowerCase) {
            if (known.length() >= SHORTEST && lower.contains(known)) {
                blanked = Pattern.compile(known, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                        .matcher(blanked)
                        .replaceAll("\0".repeat(known.length()));
            }
        }
        return blanked;
    }

    private static Pattern wholeWord(String known) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(known) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
