package org.isocenter.platform.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void a_database_that_cannot_be_reached_is_unavailable_however_deep_the_cause_lies() {
        for (String state : new String[] {"08001", "08006", "57P01", "57P03", "53300"}) {
            Throwable failure = new IllegalStateException("no", new RuntimeException(new SQLException("no", state)));
            assertThat(Outage.codeOf(failure)).as(state).contains(ErrorCode.UNAVAILABLE);
        }
        assertThat(Outage.codeOf(new SQLException("Acquisition timeout"))).contains(ErrorCode.UNAVAILABLE);
    }

    @Test
    void a_disk_without_room_is_full_wherever_it_is() {
        assertThat(Outage.codeOf(new SQLException("no", "53100"))).contains(ErrorCode.STORAGE_FULL);
        assertThat(Outage.codeOf(new UncheckedIOException(new IOException("No space left on device"))))
                .contains(ErrorCode.STORAGE_FULL);
    }

    @Test
    void a_failure_that_carries_a_code_keeps_it() {
        assertThat(Outage.codeOf(new IllegalStateException(new PlatformException(ErrorCode.NOT_FOUND, "x"))))
                .contains(ErrorCode.NOT_FOUND);
    }

    @Test
    void a_broken_rule_of_the_database_or_a_bug_is_no_outage() {
        assertThat(Outage.codeOf(new IllegalStateException(new SQLException("twice", "23505"))))
                .isEmpty();
        assertThat(Outage.codeOf(new IllegalStateException("a bug"))).isEmpty();
        assertThat(Outage.codeOf(new IOException("broken pipe"))).isEmpty();
    }
}
