package org.isocenter.platform.study;

/**
 * Names one frame of an instance.
 *
 * @param instance the instance
 * @param frame counted from 0
 */
public record FrameId(SopInstanceUid instance, int frame) implements Comparable<FrameId> {
    public FrameId {
        if (frame < 0) {
            throw new IllegalArgumentException("frames are counted from 0");
        }
    }

    @Override
    public int compareTo(FrameId other) {
        int byInstance = instance.value().compareTo(other.instance.value());
        return byInstance != 0 ? byInstance : Integer.compare(frame, other.frame);
    }

    @Override
    public String toString() {
        return instance + "/" + frame;
    }
}
