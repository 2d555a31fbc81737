package org.isocenter.training.data;

/** How volumes are looked at. */
public enum Volumes {
    /** Slice by slice. */
    SLICES,
    /** Each slice with the one before and the one after it as channels (2.5-D). */
    NEIGHBOURS
}
