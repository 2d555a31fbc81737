package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path home;

    private StateFolder folder = StateFolder.standard();
    private Supervisor supervisor = new Supervisor(folder);
    private @Nullable ProcessMark started;

    @BeforeEach
    void prepare() {
        folder = new StateFolder(home);
        folder.prepare();
        supervisor = new Supervisor(folder);
    }

    @AfterEach
    void stop() {
        if (started != null) {
            supervisor.stop(Part.WORKER, started);
        }
    }

    @Test
    void a_killed_child_is_started_again() throws IOException {
        start("sleep", "600");
        ProcessMark first = child();
        first.end(true);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> supervisor
                .child(Part.WORKER)
                .filter(mark -> !mark.equals(first))
                .isPresent());
        assertThat(Files.readString(folder.log(Part.WORKER))).contains("worker ended with code 137");
    }

    @Test
    void a_start_that_fails_is_not_repeated() {
        ProcessMark mark = start("sh", "-c", "exit 1");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !mark.isAlive());
        assertThat(supervisor.child(Part.WORKER)).isEmpty();
    }

    @Test
    void stopping_ends_the_supervisor_and_its_child() {
        ProcessMark mark = start("sleep", "600");
        ProcessMark child = child();
        supervisor.stop(Part.WORKER, mark);
        assertThat(mark.isAlive()).isFalse();
        assertThat(child.isAlive()).isFalse();
        assertThat(folder.pidFile(Part.WORKER)).doesNotExist();
    }

    @Test
    void a_child_whose_supervisor_was_killed_is_stopped_all_the_same() {
        ProcessMark mark = start("sleep", "600");
        ProcessMark child = child();
        mark.end(true);
        supervisor.stop(Part.WORKER, mark);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void a_later_process_of_the_same_number_is_never_ended() {
        ProcessMark mark = start("sleep", "600");
        ProcessMark child = child();
        ProcessMark recycled = new ProcessMark(child.pid(), child.started() + "1");
        assertThat(recycled.isAlive()).isFalse();
        recycled.end(true);
        new ProcessMark(mark.pid(), "another boot:1").end(true);
        assertThat(child.isAlive()).isTrue();
        assertThat(mark.isAlive()).isTrue();
    }

    private ProcessMark start(String... command) {
        ProcessMark mark = supervisor.start(Part.WORKER, List.of(command), Map.of());
        started = mark;
        return mark;
    }

    private ProcessMark child() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> supervisor.child(Part.WORKER).isPresent());
        return supervisor.child(Part.WORKER).orElseThrow();
    }
}
