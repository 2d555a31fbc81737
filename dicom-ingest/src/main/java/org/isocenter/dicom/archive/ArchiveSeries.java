package org.isocenter.dicom.archive;

import java.util.Optional;

/**
 * A series as an archive tells of it.
 *
 * @param study Study Instance UID, the archive's
 * @param uid Series Instance UID, the archive's
 * @param modality such as {@code CT}; empty where the archive does not tell
 * @param bodyPart such as {@code CHEST}; empty where the archive does not tell
 * @param instances how many there are, where the archive tells
 */
public record ArchiveSeries(String study, String uid, String modality, String bodyPart, Optional<Integer> instances) {}
