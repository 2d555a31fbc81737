package org.isocenter.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

class ExitTableTest {
    @Test
    void each_number_of_the_documentation_has_its_codes() {
        assertThat(ExitTable.of(ErrorCode.INTERNAL)).isEqualTo(1);
        assertThat(ExitTable.of(ErrorCode.INVALID_PLAN)).isEqualTo(2);
        assertThat(ExitTable.of(ErrorCode.FORBIDDEN)).isEqualTo(3);
        assertThat(ExitTable.of(ErrorCode.NOT_FOUND)).isEqualTo(4);
        assertThat(ExitTable.of(ErrorCode.AUDIT_BROKEN)).isEqualTo(5);
        assertThat(ExitTable.of(ErrorCode.UNKNOWN_IMAGE)).isEqualTo(6);
    }

    @Test
    void no_failure_ends_with_success() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ExitTable::of)).allMatch(code -> code >= 1 && code <= 6);
    }

    @Test
    void a_failure_without_a_code_is_a_fault_of_ours_unless_a_value_was_refused() {
        assertThat(ExitTable.of(new IllegalStateException("x"))).isEqualTo(ExitCode.INTERNAL);
        assertThat(ExitTable.of(new IllegalArgumentException("x"))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ExitTable.of(new PlatformException(ErrorCode.NOT_RUNNING, "x")))
                .isEqualTo(ExitCode.NOT_DONE);
    }
}
