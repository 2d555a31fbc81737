package org.isocenter.training.data;

/** Gives every image a row of numbers in which likeness means something: usually the features of an encoder. */
public interface Embedder {
    /** One row per frame, in order, all of one width. */
    double[][] embed(FrameSource frames);
}
