package org.isocenter.training.data;

/** The masks of an ordered set of frames, read when they are needed. */
@FunctionalInterface
public interface MaskSource {
    /** The mask of the frame at a place, sized to its rows and columns, row-major: 0 background, k the k-th class counted from 1. */
    byte[] mask(int place, int rows, int columns);
}
