package org.isocenter.training.data;

import java.util.List;
import org.isocenter.platform.imaging.Frame;

/**
 * Frames that are already decoded, for small sets.
 *
 * @param ids one per frame
 * @param frames as many
 */
public record FramesInMemory(List<String> ids, List<Frame> frames) implements FrameSource {
    public FramesInMemory {
        ids = List.copyOf(ids);
        frames = List.copyOf(frames);
        if (ids.size() != frames.size()) {
            throw new IllegalArgumentException(
                    "one id per frame: %d ids, %d frames".formatted(ids.size(), frames.size()));
        }
    }

    @Override
    public int size() {
        return frames.size();
    }

    @Override
    public String id(int place) {
        return ids.get(place);
    }

    @Override
    public Frame frame(int place) {
        return frames.get(place);
    }
}
