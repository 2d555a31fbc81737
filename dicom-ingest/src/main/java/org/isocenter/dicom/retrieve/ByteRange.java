package org.isocenter.dicom.retrieve;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * A part of some bytes that a request asks for (RFC 9110 14.1.2).
 *
 * @param first index of the first byte
 * @param length how many, at least 1
 * @param total how many there are in all
 */
public record ByteRange(long first, long length, long total) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a header {@code Range} with one range. Where there is none, several, or one of another form, all is to be given, as the standard has it;
     * {@code RANGE_NOT_SATISFIABLE} where the range lies behind the end.
     */
    public static Optional<ByteRange> of(String header, long total) {
        Matcher range = FORM.matcher(header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        boolean suffix = range.group(1).isEmpty();
        long first = suffix ? Math.max(0, total - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long last =
                suffix || range.group(2).isEmpty() ? total - 1 : Math.min(total - 1, Long.parseLong(range.group(2)));
        if (!suffix && !range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first) {
            return Optional.empty();
        }
        if (first >= total || last < first) {
            throw new PlatformException(
                    ErrorCode.RANGE_NOT_SATISFIABLE, "Expected a range within %d bytes.".formatted(total));
        }
        return Optional.of(new ByteRange(first, last - first + 1, total));
    }

    /** The header {@code Content-Range} of an answer. */
    public String contentRange() {
        return "bytes %d-%d/%d".formatted(first, first + length - 1, total);
    }
}
