package org.isocenter.dicom.pull;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.archive.ArchiveQuery;
import org.isocenter.dicom.archive.Spans;
import org.isocenter.platform.pacs.NightWindow;
import org.isocenter.platform.pacs.PullLimits;
import org.isocenter.platform.pacs.PullSpan;
import org.isocenter.platform.work.Parameters;

/**
 * The parameters of a PULL job: a saved query, and what of the archive's limits is different for it.
 *
 * @param archive by its name in the project
 * @param query what is asked for
 * @param from first day of the study
 * @param to last day of the study
 * @param days the last days up to today, instead of both
 * @param window hours in which the job may pull; the archive's where it is not given
 * @param rate most instances a second; the archive's where it is not given
 * @param associations most at a time; the archive's where it is not given
 */
record PullPlan(
        String archive,
        ArchiveQuery query,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<Integer> days,
        Optional<NightWindow> window,
        Optional<Double> rate,
        Optional<Integer> associations) {

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static PullPlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        PullPlan plan = new PullPlan(
                parameters.name("pacs"),
                new ArchiveQuery(
                        modalities(parameters.texts("modality")),
                        parameters.text("description"),
                        parameters.text("bodyPart")),
                parameters.date("from"),
                parameters.date("to"),
                parameters.optionalInteger("days", 1, 36_500),
                window(parameters),
                parameters.number("rate", 0.001, 10_000),
                parameters.optionalInteger("associations", 1, PullLimits.MOST_ASSOCIATIONS));
        parameters.nothingElse();
        plan.requireOrder();
        return plan;
    }

    private static List<String> modalities(List<String> given) {
        given.stream()
                .filter(modality -> !modality.matches("[A-Z0-9_]{1,16}"))
                .findFirst()
                .ifPresent(wrong -> {
                    throw Parameters.wrong("modality", "must be codes such as CT", wrong);
                });
        return given;
    }

    private static Optional<NightWindow> window(Parameters parameters) {
        Optional<String> zone = parameters.text("zone");
        return parameters.text("window").map(hours -> {
            try {
                return NightWindow.of(
                        hours,
                        zone.orElseThrow(() -> Parameters.wrong(
                                "zone", "must be given beside a window, such as Europe/Berlin", null)));
            } catch (IllegalArgumentException e) {
                throw Parameters.wrong("window", "must be hours such as 22:00-05:30, with a zone", hours);
            }
        });
    }

    private void requireOrder() {
        if (days.isPresent() && (from.isPresent() || to.isPresent())) {
            throw Parameters.wrong("days", "must not stand beside from or to", days.get());
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw Parameters.wrong("to", "must not be before from", to.get());
        }
    }

    /** The span of study dates that is asked for: all of time where no day was given. */
    PullSpan span(Clock clock) {
        if (days.isEmpty() && from.isEmpty() && to.isEmpty()) {
            return Spans.EVER;
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate first = days.map(today::minusDays).or(() -> from).orElse(LocalDate.of(1895, 11, 8));
        LocalDate last = to.orElse(today.plusDays(1));
        return PullSpan.of(first.atStartOfDay(), last.isBefore(first) ? endOf(first) : endOf(last));
    }

    private static LocalDateTime endOf(LocalDate day) {
        return Spans.endOf(day);
    }

    /** The archive's limits with what is different for this job. */
    PullLimits limits(PullLimits archives) {
        return new PullLimits(
                window.or(archives::window),
                rate.or(archives::instancesPerSecond),
                associations.orElse(archives.associations()),
                archives.findLimit(),
                archives.retries());
    }
}
