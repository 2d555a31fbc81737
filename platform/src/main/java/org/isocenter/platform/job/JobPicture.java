package org.isocenter.platform.job;

import java.util.List;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.study.SopInstanceUid;

/**
 * A picture that a run made of its images, as PNG; a repetition of a step replaces it.
 *
 * @param step after which it was made
 * @param name what it shows, such as {@code neighbours}
 * @param caption what is seen in it, for people
 * @param instances whose frames are seen in it; it goes with the first of them that is deleted
 * @param blob the stored PNG
 */
public record JobPicture(long step, String name, String caption, List<SopInstanceUid> instances, BlobKey blob) {
    public JobPicture {
        instances = List.copyOf(instances);
    }
}
