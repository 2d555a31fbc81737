package org.isocenter.training.curation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;

/**
 * Finds images whose black and white are exchanged: inverted, they would look more like the rest of the set than they do now.
 *
 * <p>Compared on thumbnails of 16 x 16; nearness is the mean distance to the nearest tenth of the set, so a handful of other inverted images does not
 * make an inverted image look at home.
 */
final class Polarity {
    /** Side of the thumbnails in pixels. */
    static final int SIDE = 16;

    private static final double NEAREST_SHARE = 0.1;
    private static final int MAX_REFERENCES = 2000;

    /** One score per thumbnail in -1..1; above 0 the inverted image fits better. */
    static double[] scores(float[][] thumbnails) {
        int step = Math.max(1, thumbnails.length / MAX_REFERENCES);
        return IntStream.range(0, thumbnails.length)
                .parallel()
                .mapToDouble(i -> score(thumbnails, i, step))
                .toArray();
    }

    static float[] thumbnail(Plane image) {
        return Resize.to(image.grey(), SIDE, SIDE).values();
    }

    private static double score(float[][] thumbnails, int place, int step) {
        float[] upright = thumbnails[place];
        float[] inverted = new float[upright.length];
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = 1 - upright[i];
        }
        double asIs = nearness(thumbnails, place, upright, step);
        double turned = nearness(thumbnails, place, inverted, step);
        return (asIs - turned) / Math.max(asIs + turned, 1e-9);
    }

    private static double nearness(float[][] thumbnails, int place, float[] image, int step) {
        double[] distances = IntStream.iterate(0, i -> i < thumbnails.length, i -> i + step)
                .filter(i -> i != place)
                .mapToDouble(i -> distance(thumbnails[i], image))
                .sorted()
                .toArray();
        int nearest = Math.max(1, (int) (distances.length * NEAREST_SHARE));
        return Arrays.stream(distances, 0, Math.min(nearest, distances.length))
                .average()
                .orElse(0);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private Polarity() {}
}
