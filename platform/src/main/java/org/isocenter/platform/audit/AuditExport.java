package org.isocenter.platform.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An export of the trail as read from JSON lines: events in the order of the file and the roots that the database
 * itself kept.
 *
 * @param events one per event line
 * @param roots one per root line
 * @param unreadable numbers, from 1, of lines that hold neither
 */
public record AuditExport(List<SealedEvent> events, List<SignedRoot> roots, List<Long> unreadable) {
    public AuditExport {
        events = List.copyOf(events);
        roots = List.copyOf(roots);
        unreadable = List.copyOf(unreadable);
    }

    /** Reads an export, or a file of roots alone; a line that cannot be read is named, not thrown. */
    public static AuditExport read(Stream<String> lines) {
        List<SealedEvent> events = new ArrayList<>();
        List<SignedRoot> roots = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        long number = 0;
        for (String line : (Iterable<String>) lines::iterator) {
            number++;
            try {
                read(line, events, roots);
            } catch (RuntimeException e) {
                unreadable.add(number);
            }
        }
        return new AuditExport(events, roots, unreadable);
    }

    private static void read(String line, List<SealedEvent> events, List<SignedRoot> roots) {
        JsonNode json = AuditJson.parse(line);
        if (AuditJson.isRoot(json)) {
            roots.add(AuditJson.root(json));
        } else {
            events.add(AuditJson.sealed(json));
        }
    }
}
