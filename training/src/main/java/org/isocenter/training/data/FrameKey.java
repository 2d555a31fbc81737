package org.isocenter.training.data;

import org.isocenter.platform.blob.BlobKey;

/**
 * What the cache is asked for.
 *
 * @param blob the stored DICOM object
 * @param frame counted from 0
 * @param cap longest short side in pixels; larger frames are shrunk to it
 */
public record FrameKey(BlobKey blob, int frame, int cap) {
    public FrameKey {
        if (frame < 0 || cap < 1) {
            throw new IllegalArgumentException("frames count from 0 and the cap is at least one pixel");
        }
    }
}
