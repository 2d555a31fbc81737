package org.isocenter.platform.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;

/**
 * One stored, de-identified instance as the index knows it.
 *
 * @param instance its SOP Instance UID, remapped
 * @param series its series
 * @param study its study
 * @param patient its patient's pseudonym
 * @param project its owner
 * @param blob the de-identified DICOM object in the store
 * @param frames number of frames; 0 for a report, a plan or another object without an image
 * @param modality what made it
 * @param headers de-identified headers by DICOM keyword: text, numbers, or lists of them
 * @param sourceKey HMAC-SHA256 of the relative path that was imported, in hexadecimal, so that a label file can name
 *     the image again
 * @param digest SHA-256 of the object as it was received, in hexadecimal; empty where that is not known
 */
public record InstanceRecord(
        SopInstanceUid instance,
        SeriesUid series,
        StudyUid study,
        Pseudonym patient,
        ProjectId project,
        BlobKey blob,
        int frames,
        Modality modality,
        Map<String, Object> headers,
        Optional<String> sourceKey,
        Optional<String> digest) {

    /** The header that names, by keyword, what the de-identification profile removed, emptied or replaced. */
    public static final String TAKEN_AWAY = "TakenAwayByProfile";

    /** One whose received form is not known. */
    public InstanceRecord(
            SopInstanceUid instance,
            SeriesUid series,
            StudyUid study,
            Pseudonym patient,
            ProjectId project,
            BlobKey blob,
            int frames,
            Modality modality,
            Map<String, Object> headers,
            Optional<String> sourceKey) {
        this(instance, series, study, patient, project, blob, frames, modality, headers, sourceKey, Optional.empty());
    }

    public InstanceRecord {
        if (frames < 0) {
            throw new IllegalArgumentException("an instance cannot have %d frames".formatted(frames));
        }
        headers = Map.copyOf(headers);
    }

    /** The identifiers of all frames in order; none where there is no image, so that it never becomes training input. */
    public Stream<FrameId> frameIds() {
        return IntStream.range(0, frames).mapToObj(frame -> new FrameId(instance, frame));
    }

    /** Whether the profile took a header away, so that what stands there, or does not, says nothing. */
    public boolean isTakenAway(String keyword) {
        return headers.get(TAKEN_AWAY) instanceof List<?> keywords && keywords.contains(keyword);
    }
}
