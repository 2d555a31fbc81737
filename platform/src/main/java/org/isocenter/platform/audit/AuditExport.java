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
 * @param reworded numbers of events whose line is not written as an export writes it, even where no word that is
 *     hashed was changed
 */
public record AuditExport(
        List<SealedEvent> events, List<SignedRoot> roots, List<Long> unreadable, List<Long> reworded) {
    public AuditExport {
        events = List.copyOf(events);
        roots = List.copyOf(roots);
        unreadable = List.copyOf(unreadable);
        reworded = List.copyOf(reworded);
    }

    /** Reads an export, or a file of roots alone; a line that cannot be read is named, not thrown. */
    public static AuditExport read(Stream<String> lines) {
        List<SealedEvent> events = new ArrayList<>();
        List<SignedRoot> roots = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        List<Long> reworded = new ArrayList<>();
        long number = 0;
        for (String line : (Iterable<String>) lines::iterator) {
            number++;
            try {
                read(line, events, roots, reworded);
            } catch (RuntimeException e) {
                unreadable.add(number);
            }
        }
        return new AuditExport(events, roots, unreadable, reworded);
    }

    private static void read(String line, List<SealedEvent> events, List<SignedRoot> roots, List<Long> reworded) {
        JsonNode json = AuditJson.parse(line);
        if (AuditJson.isRoot(json)) {
            roots.add(AuditJson.root(json));
        } else {
            SealedEvent event = AuditJson.sealed(json);
            events.add(event);
            if (!AuditJson.line(event).equals(line.strip())) {
                reworded.add(event.sequence());
            }
        }
    }
}
