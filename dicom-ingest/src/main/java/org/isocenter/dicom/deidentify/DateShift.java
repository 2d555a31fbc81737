package org.isocenter.dicom.deidentify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.platform.security.KeyedHash;
import org.jspecify.annotations.Nullable;

/**
 * One offset for all dates and times of one patient, 1 to 365 days back and 1 to 59 seconds on, so that every distance
 * between two moments of the patient holds and no original value is left. A time without seconds keeps its digits.
 *
 * @param days whole days that are taken away, 1 to 365
 * @param seconds seconds added to a time of day, 1 to 59
 */
record DateShift(int days, int seconds) {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[.]?(\\d{2})[.]?(\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d{2}):?(?:(\\d{2}):?(?:(\\d{2})(\\.\\d{1,6})?)?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4})(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(\\d{2})?(\\.\\d{1,6})?([+-]\\d{4})?");

    /** The offset of a patient, from the project key and the patient's key alone; stored nowhere. */
    static DateShift of(KeyedHash hash, String patientKey) {
        byte[] digest = hash.of("date-offset", patientKey);
        int wide = ((digest[0] & 0xff) << 16) | ((digest[1] & 0xff) << 8) | (digest[2] & 0xff);
        return new DateShift(1 + wide % 365, 1 + (digest[3] & 0xff) % 59);
    }

    /** Shifts a DA value by whole days; with its TM beside it a step over midnight is carried. */
    Optional<String> date(String value, Optional<String> time) {
        Matcher m = DATE.matcher(value.trim());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(m.group(1)), number(m.group(2)), number(m.group(3)));
            LocalDate shifted = day.minusDays(days).plusDays(carry(time));
            return Optional.of(shifted.format(DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Shifts a TM value by the seconds of the offset, round midnight. */
    Optional<String> time(String value) {
        Matcher m = TIME.matcher(value.trim());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime time = LocalTime.of(number(m.group(1)), orZero(m.group(2)), secondOf(m.group(3)));
            return Optional.of(
                    m.group(3) == null ? value.trim() : sixDigits(time.plusSeconds(seconds)) + or(m.group(4)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Shifts a DT value and keeps its precision and its zone; a bare year or month moves from its first day. */
    Optional<String> dateTime(String value) {
        Matcher m = DATE_TIME.matcher(value.trim());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime moment = LocalDateTime.of(
                    number(m.group(1)),
                    orOne(m.group(2)),
                    orOne(m.group(3)),
                    orZero(m.group(4)),
                    orZero(m.group(5)),
                    secondOf(m.group(6)));
            LocalDateTime shifted = moment.minusDays(days).plusSeconds(m.group(6) == null ? 0 : seconds);
            String digits = shifted.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
            return Optional.of(digits.substring(0, precision(m)) + or(m.group(7)) + or(m.group(8)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private long carry(Optional<String> time) {
        return time.map(TIME::matcher)
                .filter(m -> m.matches() && m.group(3) != null)
                .filter(m -> number(m.group(1)) == 23 && number(m.group(2)) == 59)
                .filter(m -> secondOf(m.group(3)) + seconds >= 60)
                .map(m -> 1L)
                .orElse(0L);
    }

    private static int precision(Matcher m) {
        int length = 4;
        for (int group = 2; group <= 6 && m.group(group) != null; group++) {
            length += 2;
        }
        return length;
    }

    private static String sixDigits(LocalTime time) {
        return time.format(DateTimeFormatter.ofPattern("HHmmss"));
    }

    /** A leap second counts as the second before it. */
    private static int secondOf(@Nullable String digits) {
        return Math.min(orZero(digits), 59);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int orZero(@Nullable String digits) {
        return digits == null ? 0 : number(digits);
    }

    private static int orOne(@Nullable String digits) {
        return digits == null ? 1 : number(digits);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
