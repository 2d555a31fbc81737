package org.isocenter.training.finetune;

import java.util.List;
import org.isocenter.training.data.FrameSource;

/** A finished head that draws masks. */
public interface SegmentationHead {
    /** One mask per frame, of the frame's own size, row-major: 0 background, k the k-th class counted from 1. */
    List<byte[]> masks(FrameSource frames);
}
