package org.isocenter.platform.pacs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a day in which something may run, by the clock of a place; they may reach over midnight.
 *
 * @param opens first moment
 * @param closes first moment after; equal ends mean the whole day
 * @param zone whose clock, with its summer time
 */
public record NightWindow(LocalTime opens, LocalTime closes, ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("(\\d{2}:\\d{2})-(\\d{2}:\\d{2})");

    /** Reads {@code 22:00-05:30} and a zone such as {@code Europe/Berlin}. */
    public static NightWindow of(String hours, String zone) {
        Matcher form = FORM.matcher(hours);
        try {
            if (form.matches()) {
                return new NightWindow(LocalTime.parse(form.group(1)), LocalTime.parse(form.group(2)), ZoneId.of(zone));
            }
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(expected(), e);
        }
        throw new IllegalArgumentException(expected());
    }

    private static String expected() {
        return "a window is written as 22:00-05:30, with a time zone such as Europe/Berlin";
    }

    public boolean contains(Instant moment) {
        return !moment.isBefore(opening(moment)) && moment.isBefore(closing(moment));
    }

    /** The day on which the window last opened, or opens first: the night that a moment belongs to. */
    public LocalDate night(Instant moment) {
        return opening(moment).atZone(zone).toLocalDate();
    }

    /** When it opens next; the moment itself where it is open. */
    public Instant nextOpening(Instant moment) {
        return contains(moment) ? moment : at(night(moment).plusDays(1), opens);
    }

    /** When the window that last opened closes. */
    public Instant closing(Instant moment) {
        LocalDate night = night(moment);
        return at(closes.isAfter(opens) ? night : night.plusDays(1), closes);
    }

    private Instant opening(Instant moment) {
        ZonedDateTime now = moment.atZone(zone);
        LocalDate today = now.toLocalDate();
        Instant todays = at(today, opens);
        return moment.isBefore(todays) ? at(today.minusDays(1), opens) : todays;
    }

    private Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }

    /** As it is written, without its zone. */
    public String hours() {
        return opens + "-" + closes;
    }
}
