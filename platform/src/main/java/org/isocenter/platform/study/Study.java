package org.isocenter.platform.study;

import java.util.List;
import java.util.Map;

/**
 * A study as the index sums it up.
 *
 * @param uid its identifier
 * @param patient its patient's pseudonym
 * @param modalities those of its series, sorted
 * @param series number of series, at least 1
 * @param instances number of instances, at least 1
 * @param headers the headers of its first instance
 */
public record Study(
        StudyUid uid,
        Pseudonym patient,
        List<String> modalities,
        int series,
        int instances,
        Map<String, Object> headers) {
    public Study {
        modalities = List.copyOf(modalities);
        headers = Map.copyOf(headers);
    }
}
