package org.isocenter.platform.purge;

import java.util.List;
import java.util.UUID;

/**
 * An encoder or a head that has seen what is deleted. Deletion does not undo what it has learnt.
 *
 * @param id its identifier
 * @param name for people
 * @param cohortVersions the frozen versions through which it saw it; empty where it descends from an encoder that did
 * @param partitions the sides on which it stood there, such as {@code TRAIN}; a head was only measured on {@code TEST}
 * @param through the encoder that it descends from or stands on, where that has seen it too
 */
public record Seen(UUID id, String name, List<UUID> cohortVersions, List<String> partitions, List<UUID> through) {
    public Seen {
        cohortVersions = List.copyOf(cohortVersions);
        partitions = List.copyOf(partitions);
        through = List.copyOf(through);
    }
}
