package org.isocenter.training.data;

/**
 * Images of one size, stacked for an encoder: (N, C, H, W) float32, row-major, already normalised.
 *
 * @param values N x C x H x W values; the holder may pass the array on but no one writes to it again
 * @param count N, at least 1
 * @param channels C, 1 or 3
 * @param height H in pixels
 * @param width W in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // batches are compared by nobody; a copy per step would cost memory bandwidth
public record ImageBatch(float[] values, int count, int channels, int height, int width) {

    public ImageBatch {
        if (count < 1 || values.length != (long) count * channels * height * width) {
            throw new IllegalArgumentException("%d x %d x %d x %d images need as many values, got %d"
                    .formatted(count, channels, height, width, values.length));
        }
    }

    /** Shape in the engine's order (N, C, H, W). */
    public long[] shape() {
        return new long[] {count, channels, height, width};
    }
}
