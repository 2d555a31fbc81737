package org.isocenter.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cleans a description: only words of a clinical vocabulary, small numbers beside them and measures stay. What is not
 * known to be harmless goes, so a name, number, date, place or telephone number cannot stay by being unusual.
 */
final class TextCleaner {
    private static final Set<String> VOCABULARY = ProfileTable.lines("vocabulary.txt").stream()
            .flatMap(line -> List.of(line.split(" ", -1)).stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}.+-]+");
    private static final Pattern MEASURE = Pattern.compile(
            "\\d{1,3}(\\.\\d{1,2})?(mm|cm|ms|s|kv|kvp|ma|mas|t|d|ch|x|%)|[tb]\\d{1,4}|l\\d|[cst]\\d{1,2}");
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?");

    private TextCleaner() {}

    /** Whether a word, in any case, belongs to the vocabulary. */
    static boolean isClinical(String word) {
        return VOCABULARY.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The words that may stay, joined by single spaces; empty where none may. */
    static String clean(String text, KnownIdentifiers known) {
        List<String> kept = new ArrayList<>();
        boolean afterWord = false;
        for (String token : BREAK.split(text, -1)) {
            boolean word = isHarmless(token, known);
            if (word || (afterWord && SMALL_NUMBER.matcher(token).matches())) {
                kept.add(token);
            }
            afterWord = word;
        }
        return String.join(" ", kept);
    }

    private static boolean isHarmless(String token, KnownIdentifiers known) {
        if (token.isEmpty() || known.contains(token)) {
            return false;
        }
        List<String> parts = List.of(token.toLowerCase(Locale.ROOT).split("[-+.]+", -1)).stream()
                .filter(part -> !part.isEmpty())
                .toList();
        return MEASURE.matcher(token.toLowerCase(Locale.ROOT)).matches()
                || (!parts.isEmpty() && parts.stream().allMatch(part -> isHarmlessPart(part, known)));
    }

    private static boolean isHarmlessPart(String part, KnownIdentifiers known) {
        return !known.contains(part) && VOCABULARY.contains(part);
    }
}
