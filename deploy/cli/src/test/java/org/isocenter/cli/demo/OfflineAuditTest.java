package org.isocenter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.isocenter.cli.Isocenter;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.report.DemoResult;
import org.isocenter.cli.trail.AuditFolder;
import org.isocenter.cli.trail.GrowingTrail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail of a run, taken out while other things happen. */
class OfflineAuditTest {
    @TempDir
    Path folder;

    @Test
    void a_trail_is_verified_once_a_root_covers_the_events_of_the_first_look() throws IOException {
        DemoResult.Audit audit = verify(Duration.ofMinutes(1));
        assertThat(audit.verified()).isTrue();
        assertThat(audit.events()).isEqualTo(5);
    }

    @Test
    void a_trail_whose_end_no_root_covers_in_time_is_not_called_verified() throws IOException {
        assertThat(verify(Duration.ZERO).verified()).isFalse();
    }

    @Test
    void what_a_run_leaves_can_be_verified_by_anybody() throws IOException {
        verify(Duration.ZERO);
        assertThat(Isocenter.commandLine().execute("audit", "verify", folder.toString()))
                .isEqualTo(ExitCode.DONE);
    }

    private DemoResult.Audit verify(Duration patience) throws IOException {
        try (GrowingTrail trail = new GrowingTrail()) {
            return new OfflineAudit(new AuditFolder(folder), patience)
                    .verify(new IsocenterClient(trail.server()).audit());
        }
    }
}
