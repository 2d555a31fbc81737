package org.isocenter.training.finetune;

import java.util.List;
import java.util.Optional;
import org.isocenter.training.view.Plane;

/**
 * What a head draws in one frame.
 *
 * @param mask of the frame's size, row-major: 0 background, k the k-th class counted from 1
 * @param detections its connected parts as boxes, the surest first
 * @param shares how probable each class is at each pixel: a channel per class, background first, 0..1; empty where they were not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Drawing(byte[] mask, List<Detection> detections, Optional<Plane> shares) {
    public Drawing {
        detections = List.copyOf(detections);
    }
}
