package org.isocenter.training.data;

import java.util.List;
import java.util.Optional;
import org.isocenter.platform.imaging.Frame;

/**
 * Some frames of a larger source.
 *
 * @param whole all frames
 * @param places which of them, in this order
 */
public record SomeFrames(FrameSource whole, List<Integer> places) implements FrameSource {
    public SomeFrames {
        places = List.copyOf(places);
    }

    @Override
    public int size() {
        return places.size();
    }

    @Override
    public String id(int place) {
        return whole.id(places.get(place));
    }

    @Override
    public Frame frame(int place) {
        return whole.frame(places.get(place));
    }

    @Override
    public Optional<FrameKey> key(int place) {
        return whole.key(places.get(place));
    }
}
