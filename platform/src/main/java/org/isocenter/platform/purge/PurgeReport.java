package org.isocenter.platform.purge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a deletion takes, and who has seen it.
 *
 * @param project the project's name
 * @param patient the pseudonym; empty where the whole project goes
 * @param removed numbers by what they count: {@code studies}, {@code instances}, {@code labels}, {@code quarantined} and so on
 * @param cohortVersions frozen versions that lose members
 * @param encoders encoders that have seen it; with a project they go too, but not copies that were exported
 * @param heads heads that have seen it
 */
public record PurgeReport(
        String project,
        Optional<String> patient,
        Map<String, Long> removed,
        List<LessenedVersion> cohortVersions,
        List<Seen> encoders,
        List<Seen> heads) {
    public PurgeReport {
        removed = new TreeMap<>(removed);
        cohortVersions = List.copyOf(cohortVersions);
        encoders = List.copyOf(encoders);
        heads = List.copyOf(heads);
    }
}
