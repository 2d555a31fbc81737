package org.isocenter.platform.study;

import java.util.Map;
import org.isocenter.platform.imaging.Modality;

/**
 * A series as the index sums it up.
 *
 * @param uid its identifier
 * @param study its study
 * @param modality what made it
 * @param instances number of instances, at least 1
 * @param headers the headers of its first instance
 */
public record Series(SeriesUid uid, StudyUid study, Modality modality, int instances, Map<String, Object> headers) {
    public Series {
        headers = Map.copyOf(headers);
    }
}
