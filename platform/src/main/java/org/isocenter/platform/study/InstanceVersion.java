package org.isocenter.platform.study;

import java.time.Instant;
import java.util.Optional;
import org.isocenter.platform.blob.BlobKey;

/**
 * One content of an instance that came several times.
 *
 * @param number counted from 1 in the order of arrival
 * @param patient its patient's pseudonym, which a correction at the source may have changed
 * @param blob the de-identified DICOM object in the store
 * @param frames number of frames, at least 1
 * @param storedAt when it came in
 * @param supersededAt when the next one took its place; empty for the one that is found
 */
public record InstanceVersion(
        int number, Pseudonym patient, BlobKey blob, int frames, Instant storedAt, Optional<Instant> supersededAt) {}
