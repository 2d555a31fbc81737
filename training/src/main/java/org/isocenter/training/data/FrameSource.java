package org.isocenter.training.data;

import java.util.Optional;
import org.isocenter.platform.imaging.Frame;

/** An ordered set of frames that can be read by number, from several threads at once. */
public interface FrameSource {
    int size();

    /** A stable name of the frame at a place; the views' randomness hangs on it. */
    String id(int place);

    Frame frame(int place);

    /** What decides the pixels of a frame that is given as it is kept on disk; empty for any other. */
    default Optional<FrameKey> key(int place) {
        return Optional.empty();
    }
}
