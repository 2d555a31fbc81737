package org.isocenter.training.worker;

import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.jspecify.annotations.Nullable;

/** Remembers the rows of the frames that it was asked about last, for a head and its calibration ask about the same. */
final class OnceEmbedder implements Embedder {
    private final Embedder embedder;
    private @Nullable FrameSource frames;
    private double[][] rows = {};

    OnceEmbedder(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public double[][] embed(FrameSource asked) {
        if (!asked.equals(frames)) {
            rows = embedder.embed(asked);
            frames = asked;
        }
        return rows;
    }
}
