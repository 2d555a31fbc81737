package org.isocenter.dicom.spool;

import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/**
 * One object in the spool.
 *
 * @param id its name there
 * @param project whose it is
 * @param sourceKey keyed hash of the path it was imported from, where it came from a folder
 */
public record Spooled(UUID id, ProjectId project, Optional<String> sourceKey) {

    /** The file's name: it carries nothing of the input. */
    String fileName() {
        return "%s_%s_%s.sealed".formatted(project, id, sourceKey.orElse(""));
    }

    /** Reads a file's name; empty where it is not one of the spool's. */
    static Optional<Spooled> parse(String fileName) {
        String[] parts = fileName.split("[_.]", -1);
        if (parts.length != 4 || !parts[3].equals("sealed")) {
            return Optional.empty();
        }
        Optional<String> source = parts[2].isEmpty() ? Optional.empty() : Optional.of(parts[2]);
        return Optional.of(new Spooled(UUID.fromString(parts[1]), ProjectId.of(parts[0]), source));
    }
}
