package org.isocenter.training.data;

import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.study.FrameReader;

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

    /** All frames of an object, decoded and shrunk as those in the frame cache are, and kept nowhere else. */
    public static FramesInMemory read(FrameReader reader, BlobKey blob, int count, int cap) {
        return new FramesInMemory(
                IntStream.range(0, count).mapToObj(Integer::toString).toList(),
                IntStream.range(0, count)
                        .mapToObj(frame -> FrameShrinker.shrink(reader.read(blob, frame), cap))
                        .toList());
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
