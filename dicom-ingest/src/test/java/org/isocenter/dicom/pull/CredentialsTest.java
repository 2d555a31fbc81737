package org.isocenter.dicom.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets by reference, and the patience of a pull. */
class CredentialsTest {
    @TempDir
    Path folder;

    @Test
    void user_and_password_become_basic_and_a_whole_header_stays() throws IOException {
        Files.writeString(folder.resolve("web"), "night:secret\n");
        Credentials credentials = credentials(Map.of("ISOCENTER_PACS_TOKEN", "Bearer abc.def"));
        assertThat(credentials.authorization("file:web")).isEqualTo("Basic bmlnaHQ6c2VjcmV0");
        assertThat(credentials.authorization("env:ISOCENTER_PACS_TOKEN")).isEqualTo("Bearer abc.def");
    }

    @Test
    void no_other_secret_of_the_process_can_be_named() {
        Credentials credentials = credentials(Map.of("QUARKUS_DATASOURCE_PASSWORD", "a:b"));
        assertThatThrownBy(() -> credentials.authorization("env:QUARKUS_DATASOURCE_PASSWORD"))
                .hasMessageContaining("ISOCENTER_PACS_");
    }

    @Test
    void what_is_missing_or_malformed_is_said_without_the_secret() throws IOException {
        Files.writeString(folder.resolve("odd"), "hunter2");
        Credentials credentials = credentials(Map.of());
        for (String reference : List.of("env:ISOCENTER_PACS_NONE", "file:none", "file:odd")) {
            assertThatThrownBy(() -> credentials.authorization(reference))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_MISSING))
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void a_step_is_tried_again_later_and_later_and_then_given_up() {
        List<Long> waits = new ArrayList<>();
        Retries retries = new Retries(4, waits::add);
        assertThatThrownBy(() -> retries.ask(() -> {
                    throw new IOException("the network is down");
                }))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARCHIVE_UNREACHABLE))
                .hasMessageContaining("5 tries");
        assertThat(waits)
                .containsExactly(
                        Duration.ofSeconds(1).toNanos(),
                        Duration.ofSeconds(2).toNanos(),
                        Duration.ofSeconds(4).toNanos(),
                        Duration.ofSeconds(8).toNanos());
        retries.pause(19);
        assertThat(waits.get(4)).isEqualTo(Duration.ofMinutes(5).toNanos());
    }

    @Test
    void a_pace_spreads_what_is_taken() {
        Pace pace = new Pace(Optional.of(10.0));
        assertThat(pace.take(1))
                .isBetween(
                        Duration.ofMillis(50).toNanos(), Duration.ofMillis(100).toNanos());
        assertThat(pace.take(20)).isGreaterThan(Duration.ofMillis(1900).toNanos());
        assertThat(new Pace(Optional.empty()).take(1000)).isLessThanOrEqualTo(0);
    }

    private Credentials credentials(Map<String, String> variables) {
        return new Credentials(folder, name -> Optional.ofNullable(variables.get(name)));
    }
}
