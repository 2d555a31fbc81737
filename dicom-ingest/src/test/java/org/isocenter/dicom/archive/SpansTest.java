package org.isocenter.dicom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

/** Against an archive in memory that keeps silent about what it cuts off. */
class SpansTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final ArchiveQuery ANY = new ArchiveQuery(List.of(), Optional.empty(), Optional.empty());

    @Test
    void every_study_is_found_once_in_order_however_few_an_answer_holds() throws IOException {
        Random random = new Random(7);
        List<LocalDateTime> moments = IntStream.range(0, 3000)
                .mapToObj(i -> LocalDate.of(2001, 1, 1)
                        .plusDays(i % 3 == 0 ? 4000 : random.nextInt(9000))
                        .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60)))
                .sorted()
                .toList();
        List<String> found = new ArrayList<>();
        List<LocalDateTime> ends = new ArrayList<>();
        new Spans(ANY, 50, CLOCK)
                .visit(
                        new SilentArchive(moments, 50),
                        Spans.EVER.since(),
                        Spans.EVER.until(),
                        (since, until, studies) -> {
                            assertThat(studies).hasSizeLessThan(50);
                            assertThat(ends).allMatch(end -> end.isBefore(since));
                            ends.add(until);
                            studies.forEach(study -> found.add(study.uid()));
                        });
        assertThat(found).hasSize(3000).doesNotHaveDuplicates();
    }

    @Test
    void a_small_archive_is_asked_once_so_that_studies_without_a_date_are_found() throws IOException {
        SilentArchive archive = new SilentArchive(List.of(LocalDateTime.of(2020, 1, 1, 0, 0)), 50);
        assertThat(new Spans(ANY, 50, CLOCK).studies(archive, Spans.EVER.since(), Spans.EVER.until()))
                .hasSize(1);
        assertThat(archive.asked).isEqualTo(1);
        assertThat(DimseArchive.date(Spans.EVER.since(), Spans.EVER.until())).isEmpty();
    }

    @Test
    void more_studies_in_a_second_than_an_answer_holds_are_refused_instead_of_lost() {
        List<LocalDateTime> one = java.util.Collections.nCopies(60, LocalDateTime.of(2020, 1, 1, 8, 0));
        assertThatThrownBy(() -> new Spans(ANY, 50, CLOCK)
                        .studies(new SilentArchive(one, 50), Spans.EVER.since(), Spans.EVER.until()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("findLimit");
    }

    @Test
    void ranges_are_written_as_the_standard_has_them() {
        LocalDateTime day = LocalDateTime.of(2024, 5, 5, 0, 0);
        assertThat(DimseArchive.date(day, Spans.endOf(day.toLocalDate().plusDays(3))))
                .isEqualTo("20240505-20240508");
        assertThat(DimseArchive.time(day, Spans.endOf(day.toLocalDate().plusDays(3))))
                .isEmpty();
        assertThat(DimseArchive.date(day, day.plusHours(6))).isEqualTo("20240505");
        assertThat(DimseArchive.time(day, day.plusHours(6).minusSeconds(1))).isEqualTo("000000-055959.999999");
    }

    @Test
    void patterns_hold_whatever_the_archive_passes_over() {
        ArchiveQuery query = new ArchiveQuery(List.of("CT"), Optional.of("thorax"), Optional.of("CH?ST"));
        assertThat(query.takes(study("THORAX nativ"))).isTrue();
        assertThat(query.takes(study("Abdomen"))).isFalse();
        assertThat(query.takes(new ArchiveSeries("1", "2", "CT", "chest", Optional.empty())))
                .isTrue();
        assertThat(query.takes(new ArchiveSeries("1", "2", "MR", "CHEST", Optional.empty())))
                .isFalse();
        assertThat(query.takes(new ArchiveSeries("1", "2", "CT", "", Optional.empty())))
                .isFalse();
    }

    private static ArchiveStudy study(String description) {
        return new ArchiveStudy("1", "20200101", List.of(), description, Optional.empty());
    }

    /** Gives the first matches alone and says success. */
    private static final class SilentArchive implements ArchiveClient {
        private final List<LocalDateTime> moments;
        private final int limit;
        private int asked;

        SilentArchive(List<LocalDateTime> moments, int limit) {
            this.moments = moments;
            this.limit = limit;
        }

        @Override
        public void echo() {}

        @Override
        public Answer studies(ArchiveQuery query, LocalDateTime since, LocalDateTime until) {
            asked++;
            List<ArchiveStudy> studies = new ArrayList<>();
            for (int i = 0; i < moments.size() && studies.size() < limit; i++) {
                if (!moments.get(i).isBefore(since) && !moments.get(i).isAfter(until)) {
                    studies.add(new ArchiveStudy("1.2." + i, "20200101", List.of(), "", Optional.empty()));
                }
            }
            return new Answer(studies, false);
        }

        @Override
        public List<ArchiveSeries> series(ArchiveQuery query, ArchiveStudy study) {
            return List.of();
        }

        @Override
        public List<ArchiveInstance> instances(ArchiveSeries series) {
            return List.of();
        }

        @Override
        public void fetch(ArchiveSeries series, List<ArchiveInstance> wanted, boolean all, Arrivals arrivals) {}

        @Override
        public void store(List<DicomObject> objects, Consumer<DicomObject> taken) {}

        @Override
        public void close() {}
    }
}
