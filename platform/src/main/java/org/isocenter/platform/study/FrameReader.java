package org.isocenter.platform.study;

import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Frame;

/** Reads decoded frames of stored DICOM objects. */
public interface FrameReader {

    /**
     * Decodes one frame.
     *
     * @param blob a stored DICOM object
     * @param frame counted from 0
     */
    Frame read(BlobKey blob, int frame);

    /** Number of frames of a stored DICOM object. */
    int frames(BlobKey blob);
}
