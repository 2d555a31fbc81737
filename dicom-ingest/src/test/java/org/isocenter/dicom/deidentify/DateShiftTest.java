package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.security.KeyedHash;
import org.junit.jupiter.api.Test;

class DateShiftTest {
    private final DateShift shift = new DateShift(40, 25);

    @Test
    void dates_move_back_by_whole_days() {
        assertThat(shift.date("20240310", Optional.empty())).contains("20240130");
        assertThat(shift.date("2024.03.10", Optional.empty())).contains("20240130");
    }

    @Test
    void times_move_on_by_seconds_and_keep_their_fraction() {
        assertThat(shift.time("101112.345678")).contains("101137.345678");
        assertThat(shift.time("1011")).contains("1011");
    }

    @Test
    void a_time_that_passes_midnight_takes_its_date_along() {
        assertThat(shift.time("235950")).contains("000015");
        assertThat(shift.date("20240310", Optional.of("235950"))).contains("20240131");
        assertThat(shift.date("20240310", Optional.of("235900"))).contains("20240130");
    }

    @Test
    void a_moment_keeps_its_precision_and_zone() {
        assertThat(shift.dateTime("20240310101112.345678-0500")).contains("20240130101137.345678-0500");
        assertThat(shift.dateTime("2024")).contains("2023");
        assertThat(shift.dateTime("20240310235950")).contains("20240131000015");
    }

    @Test
    void values_that_are_no_dates_are_not_guessed_at() {
        assertThat(shift.date("20131332", Optional.empty())).isEmpty();
        assertThat(shift.date("yesterday", Optional.empty())).isEmpty();
        assertThat(shift.dateTime("20241399")).isEmpty();
        assertThat(shift.time("996199")).isEmpty();
    }

    @Test
    void the_offset_is_never_nothing_and_never_more_than_a_year() {
        KeyedHash hash = new KeyedHash(new byte[32]);
        assertThat(IntStream.range(0, 400).mapToObj(i -> DateShift.of(hash, "patient " + i)))
                .allSatisfy(s -> {
                    assertThat(s.days()).isBetween(1, 365);
                    assertThat(s.seconds()).isBetween(1, 59);
                });
    }
}
