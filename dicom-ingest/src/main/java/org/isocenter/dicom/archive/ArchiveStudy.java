package org.isocenter.dicom.archive;

import java.util.List;
import java.util.Optional;

/**
 * A study as an archive tells of it; none of it may be shown or logged but dates, modalities and counts.
 *
 * @param uid Study Instance UID, the archive's
 * @param date Study Date, {@code YYYYMMDD}; empty where it has none
 * @param modalities of its series, where the archive tells
 * @param description of the study
 * @param instances how many there are, where the archive tells
 */
public record ArchiveStudy(
        String uid, String date, List<String> modalities, String description, Optional<Integer> instances) {}
