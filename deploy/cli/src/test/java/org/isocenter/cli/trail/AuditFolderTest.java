package org.isocenter.cli.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.cli.Isocenter;
import org.isocenter.cli.console.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Roots are signed while events are written down; that is no damage. */
class AuditFolderTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();
    private GrowingTrail trail;

    @BeforeEach
    void aTrail() throws IOException {
        trail = new GrowingTrail();
    }

    @AfterEach
    void stop() {
        trail.close();
    }

    @Test
    void a_root_that_is_signed_during_an_export_speaks_of_no_event_that_the_export_lacks() {
        String place = folder.resolve("trail").toString();
        assertThat(call("audit", "export", place)).isEqualTo(ExitCode.DONE);
        assertThat(call("audit", "verify", place)).as(err.toString()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_place_where_no_folder_can_be_made_is_something_not_done() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(call("audit", "export", file.toString())).isEqualTo(ExitCode.NOT_DONE);
        assertThat(err.toString()).contains("choose another");
    }

    private int call(String... args) {
        CommandLine line = Isocenter.commandLine((home, user) -> trail.server());
        line.setOut(new PrintWriter(new StringWriter(), true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
