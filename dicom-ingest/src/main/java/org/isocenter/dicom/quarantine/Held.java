package org.isocenter.dicom.quarantine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.project.ProjectId;

/**
 * One object in quarantine, as far as it may be shown.
 *
 * @param id its name there
 * @param project whose it is
 * @param sourceKey keyed hash of the path it was imported from
 * @param code why it waits
 * @param reason the sentence that came with the code
 * @param since when it was put there
 * @param headers the kind and shape of its image by DICOM keyword, as far as they could be read; nothing of its patient
 */
public record Held(
        UUID id,
        ProjectId project,
        Optional<String> sourceKey,
        ErrorCode code,
        String reason,
        Instant since,
        Map<String, String> headers) {
    public Held {
        headers = new TreeMap<>(headers);
    }
}
