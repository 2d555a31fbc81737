package org.isocenter.platform.label;

import java.util.List;
import java.util.Optional;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.study.FrameId;

/**
 * What is known about one frame.
 *
 * @param frame which
 * @param classes of the scheme; for a mask those that occur in it; may be empty for "none of them"
 * @param mask a stored 8-bit grey PNG of the frame's size, 0 background, k the k-th class counted from 1
 */
public record Label(FrameId frame, List<String> classes, Optional<BlobKey> mask) {
    public Label {
        classes = List.copyOf(classes);
    }

    public static Label of(FrameId frame, String labelClass) {
        return new Label(frame, List.of(labelClass), Optional.empty());
    }
}
