package org.isocenter.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.isocenter.platform.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpStatusTest {

    @ParameterizedTest
    @EnumSource
    void every_code_has_a_status_of_failure(ErrorCode code) {
        assertThat(HttpStatus.of(code)).isBetween(400, 599);
    }
}
