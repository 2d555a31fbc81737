package org.isocenter.cli.stack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.isocenter.cli.watch.Pause;
import org.isocenter.platform.blob.DurableFiles;

/**
 * Starts a part as a child in a session of its own, under a small shell loop that starts it again when it is killed or
 * crashes. A worker that a native fault took down is back within seconds, and its job goes on.
 */
final class Supervisor {
    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final Duration FORCED = Duration.ofSeconds(10);

    private final StateFolder folder;

    Supervisor(StateFolder folder) {
        this.folder = folder;
    }

    /** Starts a part; the mark is the supervisor's. */
    ProcessMark start(Part part, List<String> command, Map<String, String> environment) {
        try {
            List<String> words = new ArrayList<>(List.of("setsid", "sh", script().toString(), part.word()));
            words.add(folder.pidFile(part).toString());
            words.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(folder.root().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.freshLog(part).toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            return ProcessMark.of(process.pid())
                    .orElseThrow(() -> Failures.start(part, "ended at once", folder.log(part)));
        } catch (IOException e) {
            throw Failures.folder(part.title() + " could not be started", e);
        }
    }

    /** The part's own process, where it runs now. */
    Optional<ProcessMark> child(Part part) {
        return ProcessMark.read(folder.pidFile(part)).filter(ProcessMark::isAlive);
    }

    /** Stops the supervisor and its child, first kindly; returns when both are gone. */
    void stop(Part part, ProcessMark supervisor) {
        supervisor.end(false);
        if (!gone(part, supervisor, GRACE)) {
            supervisor.end(true); // first, or it would start the child again
            child(part).ifPresent(mark -> mark.end(true));
            gone(part, supervisor, FORCED);
        }
        try {
            Files.deleteIfExists(folder.pidFile(part));
        } catch (IOException e) {
            throw Failures.folder("a file of run cannot be removed", e);
        }
    }

    private boolean gone(Part part, ProcessMark supervisor, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (supervisor.isAlive() || child(part).isPresent()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            if (!supervisor.isAlive()) {
                child(part).ifPresent(orphan -> orphan.end(false));
            }
            Pause.briefly();
        }
        return true;
    }

    private Path script() throws IOException {
        Path script = folder.run().resolve("supervise.sh");
        try (InputStream in = Objects.requireNonNull(Supervisor.class.getResourceAsStream("supervise.sh"))) {
            DurableFiles.write(script, in.readAllBytes());
        }
        return script;
    }
}
