package org.isocenter.dicom.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void without_a_preference_it_is_as_configured() {
        assertThat(Patience.from(null, Duration.ofHours(1)).isOver()).isFalse();
        assertThat(Patience.from("respond-async", Duration.ZERO).isOver()).isTrue();
    }

    @Test
    void a_client_may_shorten_it_and_not_lengthen_it() {
        assertThat(Patience.from("respond-async, wait=0", Duration.ofHours(1)).isOver())
                .isTrue();
        assertThat(Patience.from("wait=100", Duration.ZERO).isOver()).isTrue();
        assertThat(Patience.from("wait=100", Duration.ofHours(1)).isOver()).isFalse();
    }
}
