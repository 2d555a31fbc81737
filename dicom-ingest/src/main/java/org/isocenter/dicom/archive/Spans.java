package org.isocenter.dicom.archive;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.archive.ArchiveClient.Answer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.PullSpan;

/**
 * Goes through time in spans that are halved until the archive's answer is whole: days first, then hours down to a second. An answer counts as cut where the
 * archive says so, and where it has as many studies as the limit, for many archives say nothing.
 */
public final class Spans {
    /** All of time, and the studies that have no date. */
    public static final PullSpan EVER =
            PullSpan.of(LocalDateTime.of(1, 1, 1, 0, 0), LocalDateTime.of(9999, 12, 31, 23, 59, 59));

    /** Before anybody had a scanner. */
    private static final LocalDate BEGINNING = LocalDate.of(1895, 11, 8);

    private final ArchiveQuery query;
    private final int limit;
    private final Clock clock;

    /** Takes each span whose answer is whole; those without a study are left out. */
    @FunctionalInterface
    public interface Whole {
        void take(LocalDateTime since, LocalDateTime until, List<ArchiveStudy> studies) throws IOException;
    }

    /**
     * Prepares to ask.
     *
     * @param limit studies from which an answer counts as cut
     * @param clock says until when there may be studies
     */
    public Spans(ArchiveQuery query, int limit, Clock clock) {
        this.query = query;
        this.limit = limit;
        this.clock = clock;
    }

    /** Visits a span in the order of time; {@code ANSWER_CUT} where even a second's answer is cut. */
    public void visit(ArchiveClient client, LocalDateTime since, LocalDateTime until, Whole whole) throws IOException {
        Answer answer = client.studies(query, since, until);
        if (!answer.isCut() && answer.studies().size() < limit) {
            List<ArchiveStudy> wanted =
                    answer.studies().stream().filter(query::takes).toList();
            if (!wanted.isEmpty()) {
                whole.take(since, until, wanted);
            }
        } else if (since.equals(EVER.since())) {
            LocalDate tomorrow = LocalDate.now(clock).plusDays(1);
            visit(client, BEGINNING.atStartOfDay(), endOf(tomorrow), whole);
        } else {
            LocalDateTime second = middle(since, until).orElseThrow(Spans::tooDense);
            visit(client, since, second.minusSeconds(1), whole);
            visit(client, second, until, whole);
        }
    }

    /** All studies of a span, however often it must be halved. */
    public List<ArchiveStudy> studies(ArchiveClient client, LocalDateTime since, LocalDateTime until)
            throws IOException {
        List<ArchiveStudy> all = new ArrayList<>();
        visit(client, since, until, (from, to, studies) -> all.addAll(studies));
        return all;
    }

    /** The last second of a day. */
    public static LocalDateTime endOf(LocalDate day) {
        return day.atTime(LocalTime.of(23, 59, 59));
    }

    /** Where the second half begins: at midnight while there are several days. */
    private static Optional<LocalDateTime> middle(LocalDateTime since, LocalDateTime until) {
        long days = ChronoUnit.DAYS.between(since.toLocalDate(), until.toLocalDate());
        if (days > 0) {
            return Optional.of(since.toLocalDate().plusDays(days / 2 + 1).atStartOfDay());
        }
        long seconds = ChronoUnit.SECONDS.between(since, until);
        return seconds > 0 ? Optional.of(since.plusSeconds(seconds / 2 + 1)) : Optional.empty();
    }

    private static PlatformException tooDense() {
        return new PlatformException(
                ErrorCode.ANSWER_CUT,
                "Expected a whole answer for one second of study time; the archive cuts it off, or it has as many studies as"
                        + " the archive's findLimit here. Raise the limit at the archive and here, or narrow the query.");
    }
}
