package org.isocenter.cli.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one of the same number.
 *
 * @param pid its number
 * @param started the identifier of the system's boot, a colon, and the clock ticks from the boot to its start
 */
public record ProcessMark(long pid, String started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int START_AFTER_NAME = 19; // field 22 of proc(5); the name is field 2 and may hold blanks
    private static final String DEAD = "ZX";

    /** The mark of a process that runs now. */
    public static Optional<ProcessMark> of(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            if (DEAD.contains(fields[0])) {
                return Optional.empty();
            }
            return Optional.of(new ProcessMark(pid, Files.readString(BOOT).strip() + ":" + fields[START_AFTER_NAME]));
        } catch (IOException e) {
            return Optional.empty(); // it ended
        }
    }

    /** Reads a line {@code PID MARK}; empty where the file is not there or is not yet whole. */
    static Optional<ProcessMark> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return words.length == 2
                    ? Optional.of(new ProcessMark(Long.parseLong(words[0]), words[1]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether this very process runs. */
    @JsonIgnore
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Sends SIGTERM or SIGKILL to this very process and to no other. */
    void end(boolean forcibly) {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(handle -> {
                boolean sent = forcibly ? handle.destroyForcibly() : handle.destroy();
                assert sent || !handle.isAlive();
            });
        }
    }

    /** The user that runs this program, as the system counts; 0 is root. */
    static boolean isRoot() {
        try {
            Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return ((Number) user).longValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
