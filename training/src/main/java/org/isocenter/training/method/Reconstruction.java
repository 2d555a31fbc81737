package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;

/**
 * What a method fills in where parts of images are hidden from it.
 *
 * @param seen the images with what is hidden at 0, (N, C, H, W), normalised
 * @param filled the images with what the method put there, (N, C, H, W), normalised
 */
public record Reconstruction(NDArray seen, NDArray filled) {}
