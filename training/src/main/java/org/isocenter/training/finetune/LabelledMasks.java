package org.isocenter.training.finetune;

import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.MaskSource;

/**
 * What a segmentation head learns from: a few frames, each with a mask.
 *
 * @param frames the labelled training frames and no other; no test frame
 * @param masks one per frame
 * @param classes number of classes besides the background, at least 1
 */
public record LabelledMasks(FrameSource frames, MaskSource masks, int classes) {
    public LabelledMasks {
        if (frames.size() == 0 || classes < 1) {
            throw new IllegalArgumentException(
                    "a decoder learns from at least one mask of at least one class, not from %d of %d"
                            .formatted(frames.size(), classes));
        }
    }
}
