package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.Pseudonyms;
import org.junit.jupiter.api.Test;

class KeyedIdentityTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_KEY = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

    @Test
    void an_old_uid_always_becomes_the_same_new_one() {
        assertThat(new KeyedUids(KEY).map("1.2.3.4")).isEqualTo(new KeyedUids(KEY).map("1.2.3.4"));
        assertThat(new KeyedUids(KEY).map("1.2.3.4")).isNotEqualTo(new KeyedUids(KEY).map("1.2.3.5"));
    }

    @Test
    void another_project_gives_another_uid() {
        assertThat(new KeyedUids(KEY).map("1.2.3.4")).isNotEqualTo(new KeyedUids(OTHER_KEY).map("1.2.3.4"));
    }

    @Test
    void new_uids_are_legal_and_fit_the_field() {
        KeyedUids uids = new KeyedUids(KEY);
        assertThat(IntStream.range(0, 500).mapToObj(i -> uids.map("1.2.3." + i)))
                .allSatisfy(uid ->
                        assertThat(uid).matches("2\\.25\\.[1-9]\\d{0,38}").hasSizeLessThanOrEqualTo(64))
                .doesNotHaveDuplicates();
    }

    @Test
    void uids_of_the_standard_stay() {
        assertThat(new KeyedUids(KEY).map("1.2.840.10008.1.4.1.1")).isEqualTo("1.2.840.10008.1.4.1.1");
    }

    @Test
    void the_issuer_is_part_of_the_pseudonym() {
        Pseudonyms pseudonyms = new Pseudonyms(KEY);
        String here = pseudonyms.of(Pseudonyms.patientKey("4711", "Clinic A"));
        assertThat(here).isEqualTo(pseudonyms.of(Pseudonyms.patientKey("4711 ", " Clinic A")));
        assertThat(here).isNotEqualTo(pseudonyms.of(Pseudonyms.patientKey("4711", "Clinic B")));
        assertThat(here).matches("P[0-9A-Z]{16}");
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> new KeyedHash(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32");
    }
}
