package org.isocenter.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.blob.DurableFiles;

/**
 * What a launcher started: written after each start, so that even a launcher that is killed leaves nothing unknown.
 *
 * @param ports the ports in use
 * @param processes PostgreSQL's own process, and the supervisor of each other part
 */
record StackRecord(Ports ports, Map<Part, ProcessMark> processes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    StackRecord {
        processes = Map.copyOf(processes);
    }

    static Optional<StackRecord> read(StateFolder folder) {
        Path file = file(folder);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), StackRecord.class));
        } catch (IOException e) {
            throw Failures.folder("run/stack.json cannot be read; stop its processes and remove the file", e);
        }
    }

    void write(StateFolder folder) {
        try {
            DurableFiles.write(
                    file(folder), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw Failures.folder("run/stack.json cannot be written", e);
        }
    }

    static void remove(StateFolder folder) {
        try {
            Files.deleteIfExists(file(folder));
        } catch (IOException e) {
            throw Failures.folder("run/stack.json cannot be removed", e);
        }
    }

    StackRecord with(Part part, ProcessMark mark) {
        Map<Part, ProcessMark> more = new EnumMap<>(Part.class);
        more.putAll(processes);
        more.put(part, mark);
        return new StackRecord(ports, more);
    }

    Optional<ProcessMark> process(Part part) {
        return Optional.ofNullable(processes.get(part));
    }

    private static Path file(StateFolder folder) {
        return folder.run().resolve("stack.json");
    }
}
