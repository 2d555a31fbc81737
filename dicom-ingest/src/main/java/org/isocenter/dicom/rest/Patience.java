package org.isocenter.dicom.rest;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a request may still wait: as configured, or shorter where the client prefers so ({@code wait}, RFC 7240 4.3). */
final class Patience {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,9})(?:$|[,;\\s])");

    private final long end;

    private Patience(Duration duration) {
        end = System.nanoTime() + duration.toNanos();
    }

    /**
     * Begins to wait now.
     *
     * @param prefer the request's {@code Prefer} header
     * @param most how long at most
     */
    static Patience from(@Nullable String prefer, Duration most) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return new Patience(most);
        }
        Duration wished = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return new Patience(wished.compareTo(most) < 0 ? wished : most);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
