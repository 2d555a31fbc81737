package org.isocenter.training.curation;

import org.isocenter.platform.imaging.Frame;
import org.isocenter.training.view.Plane;

/**
 * What curation keeps of an image once its pixels are let go.
 *
 * @param digest of size and pixels
 * @param statistics plain figures
 * @param small thumbnail for {@link Polarity}
 * @param thumbnail for {@link Alignment}
 * @param group images of one modality are compared with one another
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ImageTraits(
        String digest, ImageStatistics statistics, float[] small, Alignment.Thumbnail thumbnail, String group) {

    static ImageTraits of(Frame frame) {
        Plane plane = Plane.of(frame);
        return new ImageTraits(
                Duplicates.digest(frame),
                ImageStatistics.of(plane),
                Polarity.thumbnail(plane),
                Alignment.Thumbnail.of(plane),
                frame.modality().code());
    }
}
