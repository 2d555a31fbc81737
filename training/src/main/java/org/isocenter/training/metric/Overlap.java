package org.isocenter.training.metric;

/**
 * Overlap of two masks of equal size. Where both are empty they agree (1); where one alone is empty they do not (0).
 *
 * @param intersection pixels in both
 * @param predicted pixels in the prediction
 * @param reference pixels in the reference
 */
public record Overlap(long intersection, long predicted, long reference) {

    /** Counts pixels; any value but 0 is inside. */
    public static Overlap of(byte[] predicted, byte[] reference) {
        if (predicted.length != reference.length) {
            throw new IllegalArgumentException(
                    "masks of %d and %d pixels cannot overlap".formatted(predicted.length, reference.length));
        }
        long both = 0;
        long p = 0;
        long r = 0;
        for (int i = 0; i < predicted.length; i++) {
            p += predicted[i] != 0 ? 1 : 0;
            r += reference[i] != 0 ? 1 : 0;
            both += predicted[i] != 0 && reference[i] != 0 ? 1 : 0;
        }
        return new Overlap(both, p, r);
    }

    /** 2 |A and B| / (|A| + |B|). */
    public double dice() {
        return predicted + reference == 0 ? 1 : 2.0 * intersection / (predicted + reference);
    }

    /** |A and B| / |A or B|. */
    public double iou() {
        long union = predicted + reference - intersection;
        return union == 0 ? 1 : (double) intersection / union;
    }
}
