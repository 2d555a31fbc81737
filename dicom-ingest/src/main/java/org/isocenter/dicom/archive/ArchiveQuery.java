package org.isocenter.dicom.archive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an archive is asked for, beside a span of time.
 *
 * @param modalities of which a series has one, such as {@code CT}; none for any
 * @param description what the study's description holds; {@code *} and {@code ?} stand for any text and any letter
 * @param bodyPart the series' body part, with the same signs; a series that does not say its own is not of it
 */
public record ArchiveQuery(List<String> modalities, Optional<String> description, Optional<String> bodyPart) {
    public ArchiveQuery {
        modalities = List.copyOf(modalities);
        description = description.map(ArchiveQuery::somewhere);
    }

    private static String somewhere(String text) {
        return isPattern(text) ? text : "*" + text + "*";
    }

    private static boolean isPattern(String text) {
        return text.contains("*") || text.contains("?");
    }

    /** Decided here, for archives differ in capitals, and pass over what they do not match by. */
    boolean takes(ArchiveStudy study) {
        return description.map(wanted -> matches(wanted, study.description())).orElse(true);
    }

    boolean takes(ArchiveSeries series) {
        return (modalities.isEmpty() || modalities.contains(series.modality()))
                && bodyPart.map(wanted -> matches(wanted, series.bodyPart())).orElse(true);
    }

    private static boolean matches(String wanted, String text) {
        StringBuilder regex = new StringBuilder();
        wanted.codePoints()
                .forEach(letter -> regex.append(
                        letter == '*' ? ".*" : letter == '?' ? "." : Pattern.quote(Character.toString(letter))));
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(text.strip().toLowerCase(Locale.ROOT))
                .matches();
    }
}
