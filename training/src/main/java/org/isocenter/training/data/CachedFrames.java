package org.isocenter.training.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.imaging.Frame;

/**
 * Members of a cohort, read through the frame cache.
 *
 * @param cache shared by all jobs of the worker
 * @param members the frames, in order
 * @param cap longest short side in pixels
 */
public record CachedFrames(FrameCache cache, List<CohortMember> members, int cap) implements FrameSource {
    public CachedFrames {
        members = List.copyOf(members);
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public String id(int place) {
        return members.get(place).frame().toString();
    }

    @Override
    public Frame frame(int place) {
        return cache.get(kept(place));
    }

    /** Decodes what is not in the cache yet, on several threads. */
    public void fill(int threads) {
        cache.fill(IntStream.range(0, size()).mapToObj(this::kept).toList(), threads);
    }

    @Override
    public Optional<FrameKey> key(int place) {
        return Optional.of(kept(place));
    }

    private FrameKey kept(int place) {
        CohortMember member = members.get(place);
        return new FrameKey(member.blob(), member.frame().frame(), cap);
    }
}
